import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepGroup } from '#events';
import { newId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { TestTenant } from '../product-fixture.ts';
import { type CouponMarket, inHours, openCouponMarket } from './coupon-market-fixture.ts';

let market: CouponMarket;
let rival: TestTenant;
beforeAll(async () => {
  market = await openCouponMarket();
  rival = await market.product.tenant('Rival');
});
afterAll(() => market.product.close());

describe('a shop', () => {
  it('drafts, changes, opens, pauses, resumes and ends a coupon, and the log says who did', async () => {
    const made = await market.asShop('POST', '/api/coupons', market.said());
    expect(made.body).toMatchObject({
      state: 'draft',
      version: 1,
      quantity: 100,
      left: 100,
      claimed: 0,
      products: null,
    });
    const path = `/api/coupons/${made.body.id}`;
    const { shopId: _, ...changed } = market.said({
      name: 'Four off',
      terms: { kind: 'direct', amountOff: 400 },
    });
    expect((await market.asShop('PUT', path, { version: 1, ...changed })).body).toMatchObject({
      name: 'Four off',
      version: 2,
    });
    expect((await market.asShop('PUT', path, { version: 1, ...changed })).body.code).toBe('stale_version');
    const move = async (version: number, what: string) =>
      (await market.asShop('POST', `${path}/move`, { version, move: what })).body;
    expect((await move(2, 'pause')).code).toBe('conflict');
    expect((await move(2, 'open')).state).toBe('open');
    expect((await market.asShop('PUT', path, { version: 3, ...changed })).body.code).toBe('conflict');
    expect((await move(3, 'pause')).state).toBe('paused');
    const shopper = await market.buyer();
    expect((await market.claim(shopper, made.body.id)).body).toMatchObject({
      code: 'coupon_unavailable',
      reason: 'coupon_not_open',
    });
    expect((await move(4, 'resume')).state).toBe('open');
    expect((await market.claim(shopper, made.body.id)).status).toBe(201);
    expect((await market.claim(shopper, made.body.id)).body).toMatchObject({ reason: 'coupon_limit' });
    expect(await move(5, 'end')).toMatchObject({ state: 'ended', endedBy: 'hand', claimed: 1, left: 99 });
    expect((await market.claim(await market.buyer(), made.body.id)).body.reason).toBe('coupon_over');
    // What was claimed stays good.
    expect((await market.wallet(shopper, 'usable')).map(({ couponId }) => couponId)).toContain(made.body.id);
    const log = await market.asShop<{ items: { action: string }[] }>(
      'GET',
      '/api/audit-log?subjectKind=coupon&limit=50',
    );
    expect(
      new Set(log.body.items.map(({ action }) => action).filter((action) => action.startsWith('coupon.'))),
    ).toEqual(
      new Set([
        'coupon.created',
        'coupon.changed',
        'coupon.opened',
        'coupon.paused',
        'coupon.resumed',
        'coupon.ended',
      ]),
    );
  });

  it('is told what cannot be', async () => {
    const sku = await market.stocked(1_000);
    const refused = async (more: object) => {
      const { status, body } = await market.asShop<{ errors?: { field: string }[] }>(
        'POST',
        '/api/coupons',
        market.said(more),
      );
      return [status, body.errors?.[0]?.field];
    };
    expect(await refused({ claimUntil: inHours(-2) })).toEqual([422, 'claimUntil']);
    expect(await refused({ terms: { kind: 'threshold', amountOff: 500, threshold: 400 } })).toEqual([
      422,
      'terms.amountOff',
    ]);
    expect(await refused({ use: { from: inHours(1), until: inHours(2) } })).toEqual([422, 'use.until']);
    expect(await refused({ perShopper: 3, quantity: 2 })).toEqual([422, 'perShopper']);
    expect(await refused({ forWhom: 'groups' })).toEqual([422, 'groupIds']);
    expect(await refused({ productIds: [showId('product', newId('product'))] })).toEqual([422, 'productIds']);
    expect((await refused({ terms: { kind: 'direct', amountOff: 0 } }))[0]).toBe(400);
    expect(await refused({ productIds: [showId('product', sku.productId)] })).toEqual([201, undefined]);
  });

  it('never sees or moves a coupon of another, nor names its products or groups', async () => {
    const coupon = await market.opened();
    const path = `/api/coupons/${coupon.id}`;
    expect((await market.asShop('GET', path, undefined, rival)).status).toBe(404);
    expect((await market.asShop('POST', `${path}/move`, { version: 2, move: 'end' }, rival)).status).toBe(
      404,
    );
    const { shopId: _, ...changed } = market.said();
    expect((await market.asShop('PUT', path, { version: 2, ...changed }, rival)).status).toBe(404);
    expect(
      (await market.asShop<{ items: unknown[] }>('GET', '/api/coupons', undefined, rival)).body.items,
    ).toEqual([]);
    expect((await market.asShop('POST', '/api/coupons', market.said(), rival)).status).toBe(422);
    const theirs = newId('group');
    await market.product.world.records.organization(rival.organizationId, (trx) =>
      keepGroup(trx, rival.organizationId, {
        id: theirs,
        purpose: 'coupons',
        name: 'Theirs',
        people: PeopleSet.of([1]),
        heldOut: PeopleSet.none,
      }),
    );
    const named = await market.asShop(
      'POST',
      '/api/coupons',
      market.said({ forWhom: 'groups', groupIds: [showId('group', theirs)] }),
    );
    expect(named.status).toBe(422);
    await market.asShop('POST', `${path}/move`, { version: 2, move: 'end' });
  });
});
