import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CouponTerms } from './coupon.ts';
import { bestOf, type CoverableLine, takeOff, type UsableCoupon } from './discount.ts';

const line = fc
  .record({ productId: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 999 }) })
  .chain((part) =>
    fc
      .oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 100_000_000 }))
      .map((price): CoverableLine => ({ ...part, goods: price * part.quantity })),
  );
const lines = fc.array(line, { minLength: 1, maxLength: 8, size: 'max' });
const amount = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 1_000_000_000 }));
const terms: fc.Arbitrary<CouponTerms> = fc.oneof(
  amount.map((amountOff): CouponTerms => ({ kind: 'direct', amountOff })),
  fc.tuple(amount, amount).map(
    ([one, other]): CouponTerms => ({
      kind: 'threshold',
      amountOff: Math.min(one, other),
      threshold: Math.max(one, other),
    }),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.option(amount))
    .map(([percentOff, discountMax]): CouponTerms => ({ kind: 'percentage', percentOff, discountMax })),
);
const productIds = fc.option(fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c'), { minLength: 1 }));
const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);
const runs = { numRuns: 500 };

describe('what a coupon takes off', () => {
  it('sums to its parts, never more than it is worth, and leaves a unit for every piece', () => {
    fc.assert(
      fc.property(lines, terms, productIds, (of, worth, covered) => {
        const taken = takeOff({ terms: worth, productIds: covered }, of);
        if ('useless' in taken) return;
        expect(sum(taken.parts)).toBe(taken.total);
        expect(taken.total).toBeGreaterThan(0);
        const isCovered = ({ productId }: CoverableLine) => covered === null || covered.includes(productId);
        const goods = sum(of.filter(isCovered).map((one) => one.goods));
        if (worth.kind === 'percentage') {
          expect(taken.total).toBeLessThanOrEqual(
            Math.min((goods * worth.percentOff) / 100, worth.discountMax ?? goods),
          );
        } else expect(taken.total).toBeLessThanOrEqual(worth.amountOff);
        of.forEach((one, place) => {
          const part = taken.parts[place] ?? Number.NaN;
          expect(part).toBeGreaterThanOrEqual(0);
          expect(one.goods - part).toBeGreaterThanOrEqual(one.quantity);
          if (!isCovered(one)) expect(part).toBe(0);
        });
      }),
      runs,
    );
  });

  it('is spread by largest remainder: no part is a unit away from its exact share', () => {
    fc.assert(
      fc.property(lines, terms, (of, worth) => {
        const taken = takeOff({ terms: worth, productIds: null }, of);
        if ('useless' in taken) return;
        const most = of.map((one) => one.goods - one.quantity);
        const all = BigInt(sum(most));
        taken.parts.forEach((part, place) => {
          const awayTimesAll = BigInt(part) * all - BigInt(taken.total) * BigInt(most[place] ?? 0);
          expect(awayTimesAll < all && awayTimesAll > -all).toBe(true);
        });
      }),
      runs,
    );
  });

  it('is nothing exactly where nothing is covered, too little is bought, or nothing can be taken off', () => {
    fc.assert(
      fc.property(lines, terms, productIds, (of, worth, covered) => {
        const own = of.filter(({ productId }) => covered === null || covered.includes(productId));
        const goods = sum(own.map((one) => one.goods));
        const spare = sum(own.map((one) => one.goods - one.quantity));
        const isBelow = worth.kind === 'threshold' && goods < worth.threshold;
        const isNothing = worth.kind === 'percentage' && Math.floor((goods * worth.percentOff) / 100) < 1;
        const isUseless = own.length === 0 || isBelow || isNothing || spare < 1;
        expect('useless' in takeOff({ terms: worth, productIds: covered }, of)).toBe(isUseless);
      }),
      runs,
    );
  });

  it('says how much is missing to a threshold', () => {
    const coupon = {
      terms: { kind: 'threshold', amountOff: 500, threshold: 5_000 },
      productIds: ['a'],
    } as const;
    const of = [
      { productId: 'a', quantity: 2, goods: 3_000 },
      { productId: 'b', quantity: 1, goods: 9_000 },
    ];
    expect(takeOff(coupon, of)).toEqual({ useless: 'below_threshold', missing: 2_000 });
    expect(takeOff({ ...coupon, productIds: null }, of)).toMatchObject({ total: 500 });
  });

  it('takes 15 % off as 85 折 does, at most what it may', () => {
    const of = [{ productId: 'a', quantity: 1, goods: 9_999 }];
    const off = (discountMax: number | null) =>
      takeOff({ terms: { kind: 'percentage', percentOff: 15, discountMax }, productIds: null }, of);
    expect(off(null)).toEqual({ total: 1_499, parts: [1_499] });
    expect(off(1_000)).toEqual({ total: 1_000, parts: [1_000] });
  });
});

describe('the best coupon', () => {
  const coupon =
    (place: number) =>
    ([worth, covered, day]: [CouponTerms, string[] | null, number]): UsableCoupon => ({
      claimedId: `claimed-${place}`,
      couponId: `coupon-${place}`,
      shopId: 'shop',
      name: 'A coupon',
      terms: worth,
      productIds: covered,
      usableUntilMs: day,
    });
  const wallet = fc
    .array(fc.tuple(terms, productIds, fc.integer({ min: 1, max: 3 })), { maxLength: 10 })
    .map((parts) => parts.map((part, place) => coupon(place)(part)));

  it('is the one that brute force finds, whatever their order', () => {
    fc.assert(
      fc.property(wallet, lines, (coupons, of) => {
        const offs = coupons.map((one) => {
          const taken = takeOff(one, of);
          return { one, off: 'useless' in taken ? 0 : taken.total };
        });
        const most = Math.max(0, ...offs.map(({ off }) => off));
        const best = bestOf(coupons, of);
        expect(best?.total ?? 0).toBe(most);
        expect(bestOf([...coupons].reverse(), of)).toEqual(best);
        if (best === null) return;
        const equals = offs.filter(({ off }) => off === most);
        expect(best.coupon.usableUntilMs).toBe(Math.min(...equals.map(({ one }) => one.usableUntilMs)));
      }),
      runs,
    );
  });
});
