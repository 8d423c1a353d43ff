import type { CouponTerms, ForWhom, UseWindow } from './coupon.ts';

/** The columns that say what a coupon is worth, when it is good and whom it is for. */
export type TermsRow = {
  readonly kind: CouponTerms['kind'];
  readonly amount_off: number | null;
  readonly threshold: number | null;
  readonly percent_off: number | null;
  readonly discount_max: number | null;
};
export type WindowRow = {
  readonly use_from: Date | null;
  readonly use_until: Date | null;
  readonly use_days: number | null;
};

export function termsOf(row: TermsRow): CouponTerms {
  switch (row.kind) {
    case 'direct':
      return { kind: 'direct', amountOff: row.amount_off ?? 0 };
    case 'threshold':
      return { kind: 'threshold', amountOff: row.amount_off ?? 0, threshold: row.threshold ?? 0 };
    case 'percentage':
      return { kind: 'percentage', percentOff: row.percent_off ?? 0, discountMax: row.discount_max };
  }
}

export function termsRow(terms: CouponTerms): TermsRow {
  const none = { amount_off: null, threshold: null, percent_off: null, discount_max: null };
  switch (terms.kind) {
    case 'direct':
      return { ...none, kind: 'direct', amount_off: terms.amountOff };
    case 'threshold':
      return { ...none, kind: 'threshold', amount_off: terms.amountOff, threshold: terms.threshold };
    case 'percentage':
      return { ...none, kind: 'percentage', percent_off: terms.percentOff, discount_max: terms.discountMax };
  }
}

export const windowOf = (row: WindowRow): UseWindow =>
  row.use_from !== null && row.use_until !== null
    ? { fromMs: row.use_from.getTime(), untilMs: row.use_until.getTime() }
    : { daysFromClaim: row.use_days ?? 0 };

export const windowRow = (window: UseWindow): WindowRow =>
  'daysFromClaim' in window
    ? { use_from: null, use_until: null, use_days: window.daysFromClaim }
    : { use_from: new Date(window.fromMs), use_until: new Date(window.untilMs), use_days: null };

export const forWhomOf = (row: {
  readonly for_whom: string;
  readonly group_ids: readonly string[];
}): ForWhom => ({
  everybody: row.for_whom === 'everybody',
  groupIds: row.group_ids,
});
