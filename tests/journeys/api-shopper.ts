import type { PurchaseView } from '../../src/shop/contract.ts';
import type { FeedItem, FeedPage } from '../../src/traffic/contract.ts';

/** Somebody on another phone: does through the storefront's API what a screen would do. */
export type ApiShopper = {
  readonly token: string;
  readonly ask: <Answer>(method: string, path: string, body?: object, key?: string) => Promise<Answer>;
  /** The status of an answer that may be a refusal. */
  readonly statusOf: (method: string, path: string, body?: object) => Promise<number>;
};

/** A guest; with a key that may simulate a simulated one, of whom there may be many from one address. */
export async function apiShopper(url: string, apiKey?: string): Promise<ApiShopper> {
  const begun = await fetch(`${url}/api/storefront/session`, {
    method: 'POST',
    headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
  });
  const { token } = (await begun.json()) as { token: string };
  const send = (method: string, path: string, body?: object, key?: string) =>
    fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  return {
    token,
    ask: async <Answer>(method: string, path: string, body?: object, key?: string): Promise<Answer> => {
      const answer = await send(method, path, body, key);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    statusOf: async (method, path, body) => (await send(method, path, body)).status,
  };
}

/**
 * Swipes through pages of the feed, as far as `pagesMax`; answers the first place that this plan won, if any. Pages
 * are short, because what a page shows by itself is not shown as an ad on it.
 */
export async function adOfPlan(
  shopper: ApiShopper,
  planId: string,
  pagesMax: number,
): Promise<FeedItem | null> {
  for (let page = 0; page < pagesMax; page++) {
    const { items, exhausted } = await shopper.ask<FeedPage>('GET', '/api/storefront/feed?limit=5');
    const found = items.find(({ ad }) => ad?.planId === planId);
    if (found) return found;
    if (exhausted) return null;
  }
  return null;
}

/** Sees the ad and taps its product. */
export async function clickAd(shopper: ApiShopper, { video, ad, touch, position }: FeedItem): Promise<void> {
  const about = { at: new Date().toISOString(), contentId: video.id, adToken: ad?.token, touch, position };
  const [product] = video.products;
  const events = [
    { id: crypto.randomUUID(), event: 'Ad Impression', ...about },
    { id: crypto.randomUUID(), event: 'Ad Clicked', ...about, productId: product?.id },
  ];
  await shopper.ask('POST', '/api/storefront/events', { events });
}

/** Buys one of a product, pays, and waits until the order says so. */
export async function buyOne(
  shopper: ApiShopper,
  productId: string,
  touch?: string,
  to: object = {},
): Promise<PurchaseView> {
  const { skus } = await shopper.ask<{ skus: { id: string; available: number }[] }>(
    'GET',
    `/api/storefront/products/${productId}`,
  );
  const sku = skus.find(({ available }) => available > 0);
  if (!sku) throw new Error('Nothing of it is left.');
  const address = await shopper.ask<{ id: string }>('POST', '/api/storefront/addresses', {
    recipient: '林小雨',
    phone: '13900000000',
    region: '浙江省 杭州市',
    street: '文三路 1 号',
    ...to,
  });
  const checkout = await shopper.ask<{ id: string; orders: { id: string }[] }>(
    'POST',
    '/api/storefront/checkouts',
    { lines: [{ skuId: sku.id, quantity: 1, ...(touch ? { touch } : {}) }], addressId: address.id },
    crypto.randomUUID(),
  );
  await shopper.ask('POST', `/api/storefront/checkouts/${checkout.id}/pay`, {
    provider: 'test',
    outcome: 'succeed',
  });
  const id = checkout.orders[0]?.id ?? '';
  for (let attempt = 0; attempt < 100; attempt++) {
    const order = await shopper.ask<PurchaseView>('GET', `/api/storefront/orders/${id}`);
    if (order.state === 'paid') return order;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The order ${id} is not paid.`);
}
