import { asId, nilUuid } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { MoneyMessage } from '../collector/money-message.ts';
import { importSender } from '../collector/sender.ts';
import type { QuarantineReason } from '../contract.ts';
import { refusalColumns, writeQuarantine } from './quarantine-store.ts';
import { refusedEvent } from './refused-event.ts';

/**
 * A money event was acknowledged because it is sound as an event, and then could not be read as an order. It is
 * kept with the reason like any refused event; told again, it is the same entry.
 */
export async function putMoneyAside(
  columnar: Columnar,
  message: MoneyMessage,
  reason: QuarantineReason,
  nowMs: number,
): Promise<void> {
  const organizationId = asId('organization', message.organizationId);
  const { event, messageId, timestamp, userId, anonymousId, properties } = message;
  const raw = { type: 'track', event, messageId, timestamp, userId, anonymousId, properties };
  const refusal = { code: 'invalid_property', field: 'properties', reason } as const;
  const entry = refusedEvent(raw, 'track', refusal, importSender(organizationId));
  const row = {
    id: entry.id,
    received_at: new Date(nowMs).toISOString(),
    state: 'open' as const,
    write_key_id: nilUuid,
    message_id: entry.messageId,
    type: entry.type,
    event: entry.event,
    ...refusalColumns(refusal),
    is_whole: entry.isWhole ? 1 : 0,
    raw: entry.raw,
  };
  await writeQuarantine(columnar, organizationId, [row], nowMs);
}
