import { expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { couponCreate } from '#shop/contract';
import { bodyOf, type CouponDraft, complaintsOf, newDraft } from './coupon-draft.ts';

const nowMs = Date.UTC(2026, 6, 1, 4, 30);
const shopId = showId('shop', '018f0000-0000-7000-8000-000000000001');
const filled = (more: Partial<CouponDraft> = {}): CouponDraft => ({
  ...newDraft(shopId, nowMs),
  name: ' Summer ',
  amountOff: '10',
  threshold: '１,００0',
  ...more,
});

it('begins with everything but a name and amounts', () => {
  expect(complaintsOf(newDraft(shopId, nowMs), 'CNY')).toEqual({
    name: 'form.required',
    amountOff: 'coupons.amountWrong',
    threshold: 'coupons.amountWrong',
  });
  expect(complaintsOf(filled(), 'CNY')).toEqual({});
});

it('becomes what the API takes, in minor units and instants', () => {
  const body = bodyOf(filled(), 'CNY');
  expect(body.terms).toEqual({ kind: 'threshold', amountOff: 1_000, threshold: 100_000 });
  expect(body.claimFrom).toBe(new Date(nowMs).toISOString());
  for (const draft of [
    filled(),
    filled({ kind: 'direct' }),
    filled({ kind: 'percentage', percentOff: '15', discountMax: '' }),
    filled({ kind: 'percentage', percentOff: '15', discountMax: '5.5', useBy: 'dates', granted: true }),
  ]) {
    expect(complaintsOf(draft, 'CNY')).toEqual({});
    expect(couponCreate.safeParse({ shopId, ...bodyOf(draft, 'CNY') }).error).toBeUndefined();
  }
});

it('says at which field what is wrong', () => {
  const wrong = (more: Partial<CouponDraft>) => complaintsOf(filled(more), 'CNY');
  expect(wrong({ amountOff: '1001' })).toEqual({ amountOff: 'coupons.amountAbove' });
  expect(wrong({ kind: 'percentage', percentOff: '100' })).toEqual({ percentOff: 'coupons.percentWrong' });
  expect(wrong({ scope: 'products' })).toEqual({ productIds: 'coupons.productsMissing' });
  expect(wrong({ quantity: '2', perShopper: '3' })).toEqual({ perShopper: 'coupons.perShopperWrong' });
  expect(wrong({ claimUntil: newDraft(shopId, nowMs - 1_000_000).claimFrom })).toEqual({
    claimUntil: 'coupons.endsTooSoon',
  });
  expect(wrong({ useBy: 'dates', useUntil: newDraft(shopId, nowMs).claimFrom })).toEqual({
    useUntil: 'coupons.useEndsTooSoon',
  });
  expect(wrong({ forWhom: 'groups' })).toEqual({ groupIds: 'coupons.groupsMissing' });
  expect(wrong({ useDays: '0' })).toEqual({ useDays: 'coupons.daysWrong' });
});
