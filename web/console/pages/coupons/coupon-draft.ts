/** A coupon while it is typed: every field as text. Pure. */
import type { CouponView } from '#shop/contract';
import { readMoney, typedMoney } from '../../../ui/form/money-text.ts';
import type { Complaints } from '../../../ui/form/use-form.ts';

export type CouponDraft = {
  readonly shopId: string;
  readonly name: string;
  readonly kind: CouponView['terms']['kind'];
  readonly amountOff: string;
  readonly threshold: string;
  readonly percentOff: string;
  readonly discountMax: string;
  readonly scope: 'shop' | 'products';
  readonly productIds: readonly string[];
  readonly quantity: string;
  readonly perShopper: string;
  /** As the browser's date and time input writes it. */
  readonly claimFrom: string;
  readonly claimUntil: string;
  readonly useBy: 'days' | 'dates';
  readonly useDays: string;
  readonly useFrom: string;
  readonly useUntil: string;
  readonly forWhom: CouponView['forWhom'];
  readonly groupIds: readonly string[];
  readonly granted: boolean;
};

/** An instant as the date and time input of this browser writes it. */
export function localInput(instant: string | number): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const dayMs = 86_400_000;

export function newDraft(shopId: string, nowMs: number): CouponDraft {
  return {
    shopId,
    name: '',
    kind: 'threshold',
    amountOff: '',
    threshold: '',
    percentOff: '',
    discountMax: '',
    scope: 'shop',
    productIds: [],
    quantity: '1000',
    perShopper: '1',
    claimFrom: localInput(nowMs),
    claimUntil: localInput(nowMs + 7 * dayMs),
    useBy: 'days',
    useDays: '7',
    useFrom: localInput(nowMs),
    useUntil: localInput(nowMs + 14 * dayMs),
    forWhom: 'everybody',
    groupIds: [],
    granted: false,
  };
}

export function draftOf(coupon: CouponView, nowMs: number): CouponDraft {
  const { terms, use, currency } = coupon;
  const money = (minor: number | null) => (minor === null ? '' : typedMoney(minor, currency));
  return {
    ...newDraft(coupon.shopId, nowMs),
    name: coupon.name,
    kind: terms.kind,
    ...(terms.kind === 'percentage'
      ? { percentOff: String(terms.percentOff), discountMax: money(terms.discountMax) }
      : { amountOff: money(terms.amountOff) }),
    ...(terms.kind === 'threshold' ? { threshold: money(terms.threshold) } : {}),
    scope: coupon.products === null ? 'shop' : 'products',
    productIds: coupon.products?.map(({ id }) => id) ?? [],
    quantity: String(coupon.quantity),
    perShopper: String(coupon.perShopper),
    claimFrom: localInput(coupon.claimFrom),
    claimUntil: localInput(coupon.claimUntil),
    ...('days' in use
      ? { useBy: 'days', useDays: String(use.days) }
      : { useBy: 'dates', useFrom: localInput(use.from), useUntil: localInput(use.until) }),
    forWhom: coupon.forWhom,
    groupIds: coupon.groups.map(({ id }) => id),
    granted: coupon.granted,
  };
}

/** A whole number within bounds; null for anything else. */
function wholeOf(text: string, least: number, most: number): number | null {
  const typed = text.normalize('NFKC').replace(/[\s,]/g, '');
  const value = /^\d{1,12}$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

const percentOf = (text: string) => wholeOf(text, 1, 99);
const quantityOf = (text: string) => wholeOf(text, 1, 100_000_000);
const perShopperOf = (text: string) => wholeOf(text, 1, 10);
const daysOf = (text: string) => wholeOf(text, 1, 365);
const timeOf = (local: string) => (local === '' ? Number.NaN : Date.parse(local));

export function complaintsOf(draft: CouponDraft, currency: string): Complaints<CouponDraft> {
  const amount = readMoney(draft.amountOff, currency);
  const threshold = readMoney(draft.threshold, currency);
  const isShare = draft.kind === 'percentage';
  const quantity = quantityOf(draft.quantity);
  const perShopper = perShopperOf(draft.perShopper);
  const until = timeOf(draft.claimUntil);
  const useUntil = timeOf(draft.useUntil);
  const isByDates = draft.useBy === 'dates';
  return {
    ...(draft.name.trim() ? {} : { name: 'form.required' as const }),
    ...(!isShare && !amount ? { amountOff: 'coupons.amountWrong' as const } : {}),
    ...(draft.kind === 'threshold' && !threshold ? { threshold: 'coupons.amountWrong' as const } : {}),
    ...(draft.kind === 'threshold' && threshold && amount && amount > threshold
      ? { amountOff: 'coupons.amountAbove' as const }
      : {}),
    ...(isShare && percentOf(draft.percentOff) === null
      ? { percentOff: 'coupons.percentWrong' as const }
      : {}),
    ...(isShare &&
    (readMoney(draft.discountMax, currency) === undefined || readMoney(draft.discountMax, currency) === 0)
      ? { discountMax: 'coupons.amountWrong' as const }
      : {}),
    ...(draft.scope === 'products' && draft.productIds.length === 0
      ? { productIds: 'coupons.productsMissing' as const }
      : {}),
    ...(quantity === null ? { quantity: 'coupons.quantityWrong' as const } : {}),
    ...(perShopper === null || (quantity !== null && perShopper > quantity)
      ? { perShopper: 'coupons.perShopperWrong' as const }
      : {}),
    ...(Number.isNaN(timeOf(draft.claimFrom)) ? { claimFrom: 'form.required' as const } : {}),
    ...(until > timeOf(draft.claimFrom) ? {} : { claimUntil: 'coupons.endsTooSoon' as const }),
    ...(!isByDates && daysOf(draft.useDays) === null ? { useDays: 'coupons.daysWrong' as const } : {}),
    ...(isByDates && Number.isNaN(timeOf(draft.useFrom)) ? { useFrom: 'form.required' as const } : {}),
    ...(isByDates && !(useUntil > timeOf(draft.useFrom) && useUntil >= until)
      ? { useUntil: 'coupons.useEndsTooSoon' as const }
      : {}),
    ...(draft.forWhom === 'groups' && draft.groupIds.length === 0
      ? { groupIds: 'coupons.groupsMissing' as const }
      : {}),
  };
}

/** What is sent of a draft without complaints. */
export function bodyOf(draft: CouponDraft, currency: string) {
  const instant = (local: string) => new Date(local).toISOString();
  const amountOff = readMoney(draft.amountOff, currency);
  return {
    name: draft.name.trim(),
    terms:
      draft.kind === 'percentage'
        ? {
            kind: draft.kind,
            percentOff: percentOf(draft.percentOff),
            discountMax: readMoney(draft.discountMax, currency),
          }
        : draft.kind === 'threshold'
          ? { kind: draft.kind, amountOff, threshold: readMoney(draft.threshold, currency) }
          : { kind: draft.kind, amountOff },
    productIds: draft.scope === 'shop' ? null : draft.productIds,
    quantity: quantityOf(draft.quantity),
    perShopper: perShopperOf(draft.perShopper),
    claimFrom: instant(draft.claimFrom),
    claimUntil: instant(draft.claimUntil),
    use:
      draft.useBy === 'days'
        ? { days: daysOf(draft.useDays) }
        : { from: instant(draft.useFrom), until: instant(draft.useUntil) },
    forWhom: draft.forWhom,
    groupIds: draft.forWhom === 'groups' ? draft.groupIds : [],
    granted: draft.granted,
  };
}
