import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records } from '#platform/records';
import type { MoneyMessage } from './money-message.ts';

/** Hands money facts of a shop that lives elsewhere to the outbox, each message once; durable when it resolves. */
export async function tellMoneyMessages(
  records: Records,
  organizationId: OrganizationId,
  messages: readonly MoneyMessage[],
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    const ids = messages.map(({ messageId }) => messageId).sort();
    const { rows } = await sql<{ message_id: string }>`
      INSERT INTO money_messages (organization_id, message_id)
      SELECT ${organizationId}, id FROM unnest(${ids}::text[]) AS id
      ON CONFLICT DO NOTHING RETURNING message_id`.execute(trx);
    const fresh = new Set(rows.map((row) => row.message_id));
    for (const message of messages) {
      if (fresh.delete(message.messageId)) await publish(trx, organizationId, 'events.money', message);
    }
  });
}
