import { expect } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import type { ClaimedCoupon, CouponView } from '#shop/contract';
import { addAddress, addSku, type StockedSku } from '../../../src/shop/checkout/laws/market-fixture.ts';
import { openTestProduct, type TestShopper } from '../product-fixture.ts';

export type Buyer = TestShopper & { readonly addressId: string };
export type Placed = {
  readonly id: string;
  readonly total: number;
  readonly orders: readonly { readonly id: string }[];
};
export type Told<Body> = {
  readonly status: number;
  readonly body: Body & { readonly code?: string; readonly reason?: string };
};

export async function told<Body>(asked: Promise<Response>): Promise<Told<Body>> {
  const answer = await asked;
  return { status: answer.status, body: (await answer.json()) as Told<Body>['body'] };
}

const hour = 3_600_000;
export const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
export const linesOf = (...skus: readonly (readonly [StockedSku, number])[]) =>
  skus.map(([sku, quantity]) => ({ skuId: showId('sku', sku.skuId), quantity }));

/** The whole server with a shop that has coupons, and what shops and shoppers ask about them. */
export async function openCouponMarket() {
  const product = await openTestProduct();
  const tenant = await product.tenant('Seller');
  const { world } = product;
  const shopId = await world.records.organization(
    tenant.organizationId,
    async (trx) => (await trx.selectFrom('shops').select('id').executeTakeFirstOrThrow()).id,
  );

  /** A guest with an address. */
  const buyer = async (): Promise<Buyer> => {
    const shopper = await product.shopper();
    const address = await addAddress(
      world.records,
      world.instanceSecret,
      parseId('shopper', shopper.id) ?? '',
    );
    return { ...shopper, addressId: showId('address', address) };
  };
  const asShop = <Body = CouponView>(method: string, path: string, body?: object, as = tenant) =>
    told<Body>(
      product.ask(as, path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      }),
    );
  const said = (more: object = {}) => ({
    shopId: showId('shop', shopId),
    name: 'Three off',
    terms: { kind: 'direct', amountOff: 300 },
    productIds: null,
    quantity: 100,
    perShopper: 1,
    claimFrom: inHours(-1),
    claimUntil: inHours(24),
    use: { days: 7 },
    forWhom: 'everybody',
    groupIds: [],
    granted: false,
    ...more,
  });

  return {
    product,
    tenant,
    shopId,
    buyer,
    asShop,
    said,
    stocked: (price: number): Promise<StockedSku> =>
      addSku(world.records, tenant.organizationId, shopId, { price, onHand: 50 }),
    opened: async (more: object = {}): Promise<CouponView> => {
      const made = await asShop('POST', '/api/coupons', said(more));
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const open = await asShop('POST', `/api/coupons/${made.body.id}/move`, { version: 1, move: 'open' });
      expect(open.body).toMatchObject({ state: 'open', version: 2 });
      return open.body;
    },
    claim: (shopper: TestShopper, id: string) =>
      told<ClaimedCoupon>(shopper.ask('POST', `/api/storefront/coupons/${id}/claim`)),
    offered: async (shopper: TestShopper, skuProduct: string) => {
      const query = `productId=${showId('product', skuProduct)}`;
      const { body } = await told<{ items: { id: string; mine: number; more: number }[] }>(
        shopper.ask('GET', `/api/storefront/coupons?${query}`),
      );
      return body.items;
    },
    wallet: async (shopper: TestShopper, state = '') => {
      const { body } = await told<{ items: ClaimedCoupon[] }>(
        shopper.ask('GET', `/api/storefront/my-coupons${state && `?state=${state}`}`),
      );
      return body.items;
    },
    place: (shopper: Buyer, body: object) =>
      told<Placed>(
        shopper.ask('POST', '/api/storefront/checkouts', { addressId: shopper.addressId, ...body }),
      ),
    pay: (shopper: TestShopper, id: string) =>
      told<{ state: string }>(
        shopper.ask('POST', `/api/storefront/checkouts/${id}/pay`, { provider: 'test' }),
      ),
  };
}

export type CouponMarket = Awaited<ReturnType<typeof openCouponMarket>>;
