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

/**
 * As `publish` for messages that a statement makes itself: `rows` is a query of (organization_id, topic, payload) over
 * what the same statement writes.
 */
export const publishing = (rows: string): string =>
  `INSERT INTO outbox (organization_id, topic, payload) ${rows}`;

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
