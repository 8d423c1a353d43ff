import type {
  CartView,
  CheckoutView,
  OfferedCoupons,
  ProductPage,
  PurchaseView,
  QuoteView,
} from '#shop/contract';
import type { FeedPage, ToldEvent } from '#traffic/contract';

export type Told = Omit<ToldEvent, 'id' | 'at'>;

/** The storefront's API as one shopper's phone uses it. */
export type Phone = {
  readonly feed: () => Promise<FeedPage>;
  readonly tell: (events: readonly Told[]) => Promise<void>;
  readonly react: (videoId: string, kind: 'like' | 'favorite' | 'dislike', touch: string) => Promise<void>;
  readonly comment: (videoId: string, text: string, touch: string) => Promise<void>;
  readonly follow: (accountId: string, touch: string) => Promise<void>;
  readonly product: (productId: string) => Promise<ProductPage>;
  readonly putInCart: (skuId: string, quantity: number, touch: string, second: number) => Promise<CartView>;
  readonly addAddress: () => Promise<string>;
  /** Coupons that are good for a product and may be claimed. */
  readonly offered: (productId: string) => Promise<OfferedCoupons['items']>;
  readonly claim: (couponId: string) => Promise<void>;
  /** What the cart would cost, with the coupons that take most off. */
  readonly quote: () => Promise<QuoteView>;
  /** Orders the cart at the price that was shown, with the coupons that were shown. */
  readonly place: (addressId: string, shown: QuoteView) => Promise<CheckoutView>;
  readonly pay: (checkoutId: string, outcome: 'succeed' | 'fail') => Promise<CheckoutView>;
  readonly orders: () => Promise<readonly PurchaseView[]>;
  readonly refund: (order: PurchaseView, reason: string) => Promise<void>;
};

export class StoreRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(path: string, status: number, code: string, detail: string) {
    super(`${path} answered ${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

const attemptsMax = 4;

/** Begins a simulated shopper's session; the key must be one that may simulate. */
export async function pickUpPhone(
  url: string,
  apiKey: string,
  locale: 'zh' | 'en',
  signal: AbortSignal,
): Promise<Phone> {
  const send = async <Answer>(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${url}${path}`, {
        method,
        signal,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.ok) return (text === '' ? null : JSON.parse(text)) as Answer;
      if (attempt < attemptsMax && (answer.status === 503 || answer.status === 429)) {
        await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
        continue;
      }
      const { code = 'unknown', detail = text.slice(0, 200) } = problemOf(text);
      throw new StoreRefusal(path, answer.status, code, detail);
    }
  };
  const begun = await send<{ token: string }>(apiKey, 'POST', '/api/storefront/session', { locale });
  const ask = <Answer>(method: string, path: string, body?: unknown, key?: string) =>
    send<Answer>(begun.token, method, `/api/storefront${path}`, body, key);
  const once = () => crypto.randomUUID();
  return {
    feed: () => ask('GET', '/feed?limit=6'),
    tell: async (events) => {
      const at = new Date().toISOString();
      await ask('POST', '/events', { events: events.map((event) => ({ ...event, id: once(), at })) });
    },
    react: async (videoId, kind, touch) => {
      await ask('POST', `/videos/${videoId}/reactions`, { kind, on: true, touch });
    },
    comment: async (videoId, text, touch) => {
      await ask('POST', `/videos/${videoId}/comments`, { text, touch });
    },
    follow: async (accountId, touch) => {
      await ask('POST', `/accounts/${accountId}/follow`, { on: true, touch });
    },
    product: (productId) => ask('GET', `/products/${productId}`),
    putInCart: (skuId, quantity, touch, touchSecond) =>
      ask('PUT', `/cart/${skuId}`, { quantity, selected: true, touch, touchSecond }),
    addAddress: async () => (await ask<{ id: string }>('POST', '/addresses', madeUpAddress)).id,
    offered: async (productId) => (await ask<OfferedCoupons>('GET', `/coupons?productId=${productId}`)).items,
    claim: async (couponId) => {
      await ask('POST', `/coupons/${couponId}/claim`, undefined, once());
    },
    quote: () => ask('POST', '/checkouts/quote', { fromCart: true }),
    place: (addressId, { total, shops }) => {
      const coupons = shops.map(({ shopId, coupon }) => ({ shopId, claimedCouponId: coupon?.id ?? null }));
      return ask('POST', '/checkouts', { fromCart: true, addressId, total, coupons }, once());
    },
    pay: (checkoutId, outcome) => ask('POST', `/checkouts/${checkoutId}/pay`, { provider: 'test', outcome }),
    orders: async () => (await ask<{ items: PurchaseView[] }>('GET', '/orders?limit=20')).items,
    refund: async (order, reason) => {
      const lines = order.lines
        .filter(({ refundableQuantity }) => refundableQuantity > 0)
        .map((line) => ({ lineId: line.id, quantity: line.refundableQuantity }));
      await ask('POST', `/orders/${order.id}/refunds`, { version: order.version, lines, reason }, once());
    },
  };
}

/** Nobody lives there: the number is one that no carrier gives out. */
const madeUpAddress = {
  recipient: '模拟用户',
  phone: '19900000000',
  region: '浙江省 杭州市 西湖区',
  street: '模拟路 1 号',
  isDefault: true,
};

function problemOf(text: string): { code?: string; detail?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
