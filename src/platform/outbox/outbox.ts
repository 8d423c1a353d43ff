import type { OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';

/** What happened, as subscribers learn it. Topics are past tense and dotted: `orders.changed`. */
export type OutboxMessage = {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly topic: string;
  readonly payload: unknown;
  readonly traceparent: string | null;
  readonly createdAt: Date;
};

/** Adds a message to the transaction that makes it true. */
export async function publish(
  trx: Trx,
  organizationId: OrganizationId,
  topic: string,
  payload: object,
  traceparent?: string,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      organization_id: organizationId,
      topic,
      payload: JSON.stringify(payload),
      traceparent: traceparent ?? null,
    })
    .execute();
}
