import type { MoneyMessage } from '#events';
import { asId, type OrganizationId } from '#kernel/ids';
import type { Subscriber } from '#platform/outbox';
import { landTrackedRefund } from '../refunds/tracked-refund-store.ts';
import type { ShopOptions } from '../shop-options.ts';
import { amountOf, readProducts, readTrackedOrder } from './tracked-order.ts';
import { landTrackedOrder } from './tracked-order-store.ts';

type Options = Pick<ShopOptions, 'records' | 'structureOf' | 'resolvePersons' | 'putAside'>;

/** Turns `Order Completed` and `Order Refunded` of server keys into order records. */
export function trackedMoneySubscriber(options: Options): Subscriber {
  return {
    name: 'tracked-orders',
    topics: ['events.money'],
    handle: async (messages) => {
      for (const message of messages)
        await recordTrackedOrder(options, message.organizationId, message.payload as MoneyMessage);
    },
  };
}

/** Records one money event; the same event again changes nothing. One that cannot be read is put aside. */
export async function recordTrackedOrder(
  options: Options,
  organizationId: OrganizationId,
  event: MoneyMessage,
): Promise<void> {
  const structure = await options.structureOf(organizationId);
  const shop = structure.shops.find((one) => one.id === event.shopId);
  if (!shop) return options.putAside(event, 'shop_gone');
  const landing = {
    organizationId,
    origin: 'event',
    importId: null,
    simulated: structure.organization.simulated,
  } as const;
  const identity = event.userId ? `u${event.userId}` : event.anonymousId ? `a${event.anonymousId}` : null;
  const buyer =
    identity === null
      ? null
      : ((await options.resolvePersons(organizationId, [identity])).get(identity) ?? null);
  if (event.event === 'Order Refunded') {
    const currency = String(event.properties.currency ?? shop.currency).toUpperCase();
    const total = event.properties.total ?? event.properties.refund_amount ?? event.properties.revenue;
    const refund = {
      shopId: asId('shop', shop.id),
      orderExternalId: String(event.properties.order_id ?? '').slice(0, 200),
      externalId: String(event.properties.refund_id ?? event.messageId).slice(0, 200),
      currency,
      atMs: Date.parse(event.timestamp),
      buyer,
      products: readProducts(event.properties, currency) ?? [],
      total: total === undefined ? null : Math.abs(amountOf(total, currency) ?? 0),
    };
    await options.records.organization(organizationId, (trx) => landTrackedRefund(trx, landing, refund));
    return;
  }
  const order = readTrackedOrder(event, shop.currency);
  if (!order.ok) return options.putAside(event, order.refusal);
  await options.records.organization(organizationId, (trx) =>
    landTrackedOrder(trx, landing, shop.id, buyer, order.value),
  );
}
