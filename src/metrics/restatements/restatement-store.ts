import { newId, type OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';

export type Restatement = {
  readonly metrics: readonly string[];
  /** Local days, both included. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly reason: string;
};

/**
 * Remembers that numbers already shown have changed, and why. Call it in the transaction that changes them:
 * an import of days before today, a merge of people, a correction.
 */
export async function recordRestatement(
  trx: Trx,
  organizationId: OrganizationId,
  restatement: Restatement,
): Promise<void> {
  await trx
    .insertInto('metric_restatements')
    .values({
      id: newId('request'),
      organization_id: organizationId,
      metrics: [...restatement.metrics],
      from_day: restatement.fromDay,
      to_day: restatement.toDay,
      reason: restatement.reason.slice(0, 500),
    })
    .execute();
}

export type Restated = {
  readonly metrics: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly at: string;
};

/** The latest restatements that touch these days, newest first. */
export async function readRestatements(
  records: Records,
  organizationId: OrganizationId,
  days: { readonly from: string; readonly to: string },
): Promise<Restated[]> {
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('metric_restatements')
      .selectAll()
      .where('from_day', '<=', days.to)
      .where('to_day', '>=', days.from)
      .orderBy('at', 'desc')
      .limit(200)
      .execute(),
  );
  return rows.map(({ metrics, from_day, to_day, reason, at }) => ({
    metrics,
    from: from_day,
    to: to_day,
    reason,
    at: at.toISOString(),
  }));
}
