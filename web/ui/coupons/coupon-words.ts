import type { CouponView } from '#shop/contract';
import { useLanguage } from '../language/language.tsx';
import { fullNumber } from '../metric/number-text.ts';

type Terms = CouponView['terms'];

/** How coupons are said: what they take off, and when they are good. */
export function useCouponWords() {
  const { say, language } = useLanguage();
  const money = (minor: number, currency: string) => fullNumber(minor, { unit: 'money', currency, language });
  return {
    /** "¥10 off", "15 % off" (85 折). */
    worth: (terms: Terms, currency: string): string =>
      terms.kind === 'percentage'
        ? say('coupon.worth.percentage', {
            // 折 counts the tenths that are left to pay.
            share: language === 'zh' ? String((100 - terms.percentOff) / 10) : `${terms.percentOff}%`,
          })
        : say('coupon.worth.amount', { amount: money(terms.amountOff, currency) }),
    /** From what amount on, and up to how much. */
    bounds: (terms: Terms, currency: string): string => {
      if (terms.kind === 'threshold')
        return say('coupon.bounds.threshold', { amount: money(terms.threshold, currency) });
      if (terms.kind === 'percentage' && terms.discountMax !== null)
        return say('coupon.bounds.most', { amount: money(terms.discountMax, currency) });
      return say('coupon.bounds.none');
    },
  };
}
