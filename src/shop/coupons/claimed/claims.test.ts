import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponId, OrganizationId } from '#kernel/ids';
import { openRecords, type Records } from '#platform/records';
import { openSealing } from '#platform/sealing';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { brokenLaws } from '../../checkout/laws/laws-fixture.ts';
import { type AddressedShopper, addShop, addShopper, addSku } from '../../checkout/laws/market-fixture.ts';
import { openCheckoutDesk } from '../../checkout/placing/place-checkout.ts';
import { joinGuest } from '../../shoppers/join-guest-store.ts';
import { touchTokens } from '../../touch/touch-token.ts';
import { addCoupon } from '../coupon-fixture.ts';
import { type CouponDesk, openCouponDesk } from './coupon-desk.ts';

const nobody = { isMember: () => false, isHeldOut: () => false };

let world: TestWorld;
/** A server of its own beside the world's: it shares nothing with it but the database. */
let other: Records;
let desks: readonly CouponDesk[];
let organizationId: OrganizationId;
let shopId: string;
beforeAll(async () => {
  world = await openTestWorld();
  const { recordsAdminUrl: adminUrl, instanceSecret } = world;
  other = openRecords({
    adminUrl,
    instanceSecret,
    memberConnectionsMax: 6,
    marketConnectionsMax: 6,
    relayConnectionsMax: 2,
  });
  desks = [openCouponDesk(world.records, nobody), openCouponDesk(other, nobody)];
  organizationId = await world.newOrganization();
  shopId = await addShop(world.records, organizationId);
});
afterAll(async () => {
  await other?.close();
  await world?.close();
});

let people = 5_000;
const newShopper = () => addShopper(world.records, world.instanceSecret, people++);
const claim = (at: number, couponId: CouponId, shopper: AddressedShopper, requestKey: string | null = null) =>
  (desks[at % 2] as CouponDesk).claim({ couponId, shopper, requestKey, nowMs: Date.now() });
const rowsOf = (couponId: CouponId) =>
  world.records.market((trx) =>
    trx
      .selectFrom('claimed_coupons')
      .select(['id', 'shopper_id', 'state', 'ordinal'])
      .where('coupon_id', '=', couponId)
      .execute(),
  );
const coupon = (said: Omit<Parameters<typeof addCoupon>[2], 'shopId'>) =>
  addCoupon(world.records, organizationId, { shopId, ...said });

describe('a burst of claims at two servers', () => {
  it('gives out exactly as many as there are, and ends the coupon', async () => {
    const couponId = await coupon({ quantity: 17, perShopper: 2 });
    const shoppers = await Promise.all(Array.from({ length: 20 }, newShopper));
    const claimed = await Promise.all(
      Array.from({ length: 100 }, (_, n) => claim(n, couponId, shoppers[n % 20] as AddressedShopper)),
    );
    expect(claimed.filter(({ ok }) => ok)).toHaveLength(17);
    const reasons = new Set(
      claimed.flatMap((one) => (one.ok ? [] : [`${one.refusal.code} ${one.refusal.reason}`])),
    );
    expect(reasons).toContain('coupon_unavailable coupon_ran_out');
    const rows = await rowsOf(couponId);
    expect(rows).toHaveLength(17);
    const { state, ended_by } = await world.records.market((trx) =>
      trx
        .selectFrom('coupons')
        .select(['state', 'ended_by'])
        .where('id', '=', couponId)
        .executeTakeFirstOrThrow(),
    );
    expect([state, ended_by]).toEqual(['ended', 'quantity']);
    expect(await brokenLaws(world.records)).toEqual([]);
  });

  it('never passes the limit of one shopper', async () => {
    const couponId = await coupon({ quantity: 100, perShopper: 3 });
    const shopper = await newShopper();
    const claimed = await Promise.all(Array.from({ length: 40 }, (_, n) => claim(n, couponId, shopper)));
    expect(claimed.filter(({ ok }) => ok)).toHaveLength(3);
    expect(new Set((await rowsOf(couponId)).map(({ ordinal }) => ordinal))).toEqual(new Set([1, 2, 3]));
    expect(await brokenLaws(world.records)).toEqual([]);
  });

  it('answers one request, however often it is sent, with the same coupon', async () => {
    const couponId = await coupon({ quantity: 5, perShopper: 5 });
    const shopper = await newShopper();
    const claimed = await Promise.all(
      Array.from({ length: 30 }, (_, n) => claim(n, couponId, shopper, `key-${n % 2}`)),
    );
    const ids = new Set(claimed.map((one) => (one.ok ? one.value : one.refusal.code)));
    expect(ids.size).toBe(2);
    expect(await rowsOf(couponId)).toHaveLength(2);
    // The last one of a coupon is known to who claimed it, though none is left.
    for (let n = 0; n < 3; n++) await claim(n, couponId, shopper, `more-${n}`);
    const again = await claim(1, couponId, shopper, 'more-2');
    expect(again.ok).toBe(true);
    expect((await claim(0, couponId, shopper, 'another')).ok).toBe(false);
  });

  it('puts what is granted among the coupons of whoever comes, once', async () => {
    const couponId = await coupon({ quantity: 50, perShopper: 3, granted: true });
    const shopper = await newShopper();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => (desks[n % 2] as CouponDesk).grantDue(shopper, Date.now())),
    );
    expect((await rowsOf(couponId)).filter(({ shopper_id }) => shopper_id === shopper.id)).toHaveLength(1);
    expect(await brokenLaws(world.records)).toEqual([]);
    await world.records.market((trx) =>
      sql`UPDATE coupons SET state = 'ended', ended_by = 'hand' WHERE id = ${couponId}`.execute(trx),
    );
  });
});

const setStateAbove = (couponId: CouponId, state: 'claimed' | 'expired') =>
  world.records.market((trx) =>
    sql`UPDATE claimed_coupons SET state = ${state} WHERE coupon_id = ${couponId} AND ordinal > 1`.execute(
      trx,
    ),
  );

describe('a claimed coupon', () => {
  const checkouts = () =>
    desks.map((coupons, place) =>
      openCheckoutDesk({
        records: place === 0 ? world.records : other,
        touchTokens: touchTokens(world.instanceSecret),
        coupons,
      }),
    );

  it('is held by one order only, whichever servers are asked at once', async () => {
    const sku = await addSku(world.records, organizationId, shopId, { price: 1_000, onHand: 100 });
    const couponId = await coupon({ terms: { kind: 'direct', amountOff: 300 }, perShopper: 2 });
    const shopper = await newShopper();
    const chosen = [await claim(0, couponId, shopper), await claim(1, couponId, shopper)].map((one) =>
      one.ok ? one.value : '',
    );
    const servers = checkouts();
    const place = (n: number, coupons: ReadonlyMap<string, string | null>) =>
      servers[n % 2]?.place({
        shopper,
        addressId: shopper.addressId,
        lines: [{ skuId: sku.skuId, quantity: 1, touch: null, touchSecond: null }],
        coupons,
        requestKey: null,
        total: null,
        nowMs: Date.now(),
      });
    const named = await Promise.all(
      Array.from({ length: 12 }, (_, n) => place(n, new Map([[shopId, chosen[0] ?? '']]))),
    );
    expect(named.filter((one) => one?.ok)).toHaveLength(1);
    expect(named.filter((one) => one && !one.ok && one.refusal.code === 'coupon_unusable')).toHaveLength(11);
    // Where nothing is said the other one is used once, and nobody is refused.
    const best = await Promise.all(Array.from({ length: 12 }, (_, n) => place(n, new Map())));
    const totals = best
      .map((one) => (one?.ok ? one.value.total : null))
      .toSorted((a, b) => (a ?? 0) - (b ?? 0));
    expect(totals).toEqual([700, ...Array.from({ length: 11 }, () => 1_000)]);
    // Whoever wants none pays in full.
    const none = await place(0, new Map([[shopId, null]]));
    expect(none?.ok && none.value.total).toBe(1_000);
    expect((await rowsOf(couponId)).map(({ state }) => state)).toEqual(['held', 'held']);
    expect(await brokenLaws(world.records)).toEqual([]);
  });

  it('goes with a guest who signs in, and what is above the limit then expires', async () => {
    const couponId = await coupon({ perShopper: 1 });
    const [guest, shopper] = [await newShopper(), await newShopper()];
    await claim(0, couponId, guest);
    const second = await coupon({ perShopper: 2 });
    await claim(0, second, guest);
    await claim(0, couponId, shopper);
    await claim(0, second, shopper);
    await joinGuest(world.records, openSealing(world.instanceSecret), guest.id, shopper.id);
    const states = async (id: CouponId) =>
      (await rowsOf(id)).map((row) => [row.shopper_id === shopper.id, row.state]);
    expect((await states(couponId)).toSorted()).toEqual([
      [true, 'claimed'],
      [true, 'expired'],
    ]);
    expect(await states(second)).toEqual([
      [true, 'claimed'],
      [true, 'claimed'],
    ]);
    expect((await claim(1, second, shopper)).ok).toBe(false);
    expect(await brokenLaws(world.records)).toEqual([]);
    // Were what is above the limit there to be used, a law would be broken.
    await setStateAbove(couponId, 'claimed');
    expect(await brokenLaws(world.records)).toEqual([
      expect.stringMatching(/^nobody may use more of a coupon/),
    ]);
    await setStateAbove(couponId, 'expired');
  });
});
