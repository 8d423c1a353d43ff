import type { CouponView, PurchaseView } from '../../src/shop/contract.ts';
import type { FeedPage } from '../../src/traffic/contract.ts';
import { type ApiShopper, apiShopper, buyOne } from '../journeys/api-shopper.ts';
import type { DemoSignIn } from '../journeys/product.ts';
import { type Ask, askOf } from './ask.ts';

/** A shopper in the middle of things, and where these things are. */
export type BusyShopper = {
  /** What signs a browser in as them. */
  readonly token: string;
  /** Under which people said something. */
  readonly video: string;
  readonly product: string;
  readonly shop: string;
  readonly account: string;
  /** Paid, shipped, and with a refund that waits for the shop. */
  readonly order: string;
  /** Of the order that is not paid yet. */
  readonly checkout: string;
  readonly paidCheckout: string;
  readonly refund: string;
};

/** Somebody who follows, commented, has things in the cart, an order on its way and one to pay. */
export async function becomeBusy(demo: DemoSignIn): Promise<BusyShopper> {
  const { url, apiKey } = demo;
  const shopper = await apiShopper(url);
  const { items } = await shopper.ask<FeedPage>('GET', '/api/storefront/feed?limit=20');
  const videos = items.map(({ video }) => video).filter(({ products }) => products.length > 0);
  const [video, other, third] = videos;
  const [product, wanted, later] = [video?.products[0], other?.products[0], third?.products[0]];
  if (!video || !product || !wanted || !later) throw new Error('The feed shows too few products.');

  await shopper.ask('POST', `/api/storefront/accounts/${video.account.id}/follow`, { on: true });
  for (const text of ['颜色比图上还好看', '第二次买了，朋友都在问链接'])
    await shopper.ask('POST', `/api/storefront/videos/${video.id}/comments`, { text });
  for (const { id } of [wanted, later]) {
    const { skus } = await shopper.ask<{ skus: { id: string }[] }>('GET', `/api/storefront/products/${id}`);
    await shopper.ask('PUT', `/api/storefront/cart/${skus[0]?.id}`, { quantity: 1, selected: true });
  }

  for (const { shopId } of [product, wanted]) await claimCoupons(askOf(demo), shopper, shopId);
  const order = await buyOne(shopper, product.id);
  await ship(url, apiKey, order);
  const shipped = await shopper.ask<PurchaseView>('GET', `/api/storefront/orders/${order.id}`);
  await shopper.ask('POST', `/api/storefront/orders/${order.id}/refunds`, {
    version: shipped.version,
    reason: '与描述不符',
    lines: order.lines.map(({ id }) => ({ lineId: id, quantity: 1 })),
  });
  const { refunds } = await shopper.ask<PurchaseView>('GET', `/api/storefront/orders/${order.id}`);
  const addresses = await shopper.ask<{ items: { id: string }[] }>('GET', '/api/storefront/addresses');
  const { skus } = await shopper.ask<{ skus: { id: string }[] }>(
    'GET',
    `/api/storefront/products/${later.id}`,
  );
  const toPay = await shopper.ask<{ id: string }>(
    'POST',
    '/api/storefront/checkouts',
    { lines: [{ skuId: skus[0]?.id, quantity: 2 }], addressId: addresses.items[0]?.id },
    crypto.randomUUID(),
  );
  return {
    token: shopper.token,
    video: video.id,
    product: product.id,
    shop: product.shopId,
    account: video.account.id,
    order: order.id,
    checkout: toPay.id,
    paidCheckout: order.checkoutId,
    refund: refunds[0]?.id ?? '',
  };
}

/** A coupon that is claimed, for a reduction at once and for one above an amount, of a shop. */
async function claimCoupons(ask: Ask, shopper: ApiShopper, shopId: string): Promise<void> {
  const now = Date.now();
  const written = {
    shopId,
    productIds: null,
    quantity: 100_000,
    perShopper: 3,
    claimFrom: new Date(now).toISOString(),
    claimUntil: new Date(now + 7 * 86_400_000).toISOString(),
    use: { days: 3 },
    forWhom: 'everybody',
    groupIds: [],
    granted: false,
  };
  const kinds = {
    新客立减: { kind: 'direct', amountOff: 301 },
    满减: { kind: 'threshold', amountOff: 2_000, threshold: 19_900 },
    九折: { kind: 'percentage', percentOff: 10, discountMax: 5_000 },
  };
  for (const [name, terms] of Object.entries(kinds)) {
    const coupon = await ask<CouponView>('/api/coupons', { ...written, name, terms });
    await ask(`/api/coupons/${coupon.id}/move`, { version: coupon.version, move: 'open' });
    await shopper.ask('POST', `/api/storefront/coupons/${coupon.id}/claim`);
  }
}

async function ship(url: string, apiKey: string, { id, lines }: PurchaseView): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const { version } = (await (await fetch(`${url}/api/orders/${id}`, { headers })).json()) as {
    version: number;
  };
  const parcel = {
    version,
    carrier: '顺丰速运',
    trackingNumber: `SF${Date.now()}`,
    lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
  };
  const answer = await fetch(`${url}/api/orders/${id}/ship`, {
    method: 'POST',
    headers,
    body: JSON.stringify(parcel),
  });
  if (!answer.ok) throw new Error(`Shipping answered ${answer.status}: ${await answer.text()}`);
}
