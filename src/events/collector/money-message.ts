import { nilUuid } from '#kernel/ids';
import type { CheckedEvent } from './checked-event.ts';
import type { Places, Sender } from './sender.ts';

/** Payload of the topic `events.money`: an order or a refund of a shop that lives elsewhere. */
export type MoneyMessage = {
  readonly organizationId: string;
  /** Of the event, else of the key, else the organisation's oldest. */
  readonly shopId: string;
  /** The account whose content led to it, where the event names one of ours. */
  readonly accountId?: string;
  readonly event: 'Order Completed' | 'Order Refunded';
  readonly messageId: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

export function moneyMessage(
  event: CheckedEvent,
  properties: Readonly<Record<string, unknown>>,
  sender: Sender,
  places: Places,
): MoneyMessage {
  const named = event.properties.shopId === nilUuid ? sender.shopId : event.properties.shopId;
  const shopId = named ?? places.firstShopId;
  if (shopId === null) throw new Error('A money event without a shop was let in.');
  return {
    organizationId: sender.organizationId,
    shopId,
    ...(event.properties.accountId === nilUuid ? {} : { accountId: event.properties.accountId }),
    event: event.name as MoneyMessage['event'],
    messageId: event.messageId,
    timestamp: new Date(event.atMs).toISOString(),
    ...(event.userId === '' ? {} : { userId: event.userId }),
    ...(event.anonymousId === '' ? {} : { anonymousId: event.anonymousId }),
    properties,
  };
}
