import { parseDecimal, parseTime, toUnits } from '#events/file-reading';
import { minorDigits } from '#kernel/money';
import type { OrderFieldName } from '../mapping/order-fields.ts';
import { Reject } from './row-reject.ts';
import type { Has, ReadingRules, Text } from './row-rules.ts';
import type { timesOf } from './row-times.ts';

export function amountsOf(text: Text, has: Has, rules: ReadingRules, quantity: number, currency: string) {
  const field = has('line_amount') ? 'line_amount' : 'unit_price';
  const paid = money(field, text(field), rules, currency, field === 'unit_price' ? quantity : 1);
  const bought = quantity > 0;
  // A cancellation's line amount comes with or without a sign; its unit price must be positive.
  const userPaid = bought ? paid : Math.abs(paid);
  if (bought ? paid < 0 : field === 'unit_price' && paid > 0) throw new Reject('negative_price', field);
  if (!bought && paid === 0) throw new Reject('zero_price_adjustment', 'quantity');
  let gmv = userPaid;
  if (bought) {
    for (const subsidy of ['platform_discount', 'creator_discount', 'payment_discount'] as const) {
      const value = text(subsidy);
      if (value !== '' && value !== '-') gmv += Math.abs(money(subsidy, value, rules, currency));
    }
  }
  if (!Number.isSafeInteger(gmv)) throw new Reject('amount_too_large', field);
  return { gmv, userPaid };
}

function money(
  field: OrderFieldName,
  value: string,
  rules: ReadingRules,
  currency: string,
  times = 1,
): number {
  const decimal = parseDecimal(value, rules.decimalMark);
  const units = decimal === null ? null : toUnits(decimal, minorDigits(currency), times);
  if (units === null) throw new Reject('amount_unreadable', field, { value });
  return units;
}

type Times = ReturnType<typeof timesOf>;

export function refundOf(
  text: Text,
  rules: ReadingRules,
  currency: string,
  quantity: number,
  gmv: number,
  times: Times,
) {
  const none = { refunded: 0, refundedQuantity: 0, refundedAtMs: null };
  const amount =
    text('refund_amount') === ''
      ? null
      : Math.abs(money('refund_amount', text('refund_amount'), rules, currency));
  const units =
    text('refund_quantity') === '' ? null : Math.abs(parseDecimal(text('refund_quantity'))?.digits ?? 0);
  if (!amount && !units) return none;
  if (units !== null && units > quantity)
    throw new Reject('refund_above_bought', 'refund_quantity', { returned: units, bought: quantity });
  const refunded = amount ?? Math.floor((gmv * (units ?? 0)) / quantity);
  if (refunded > gmv) throw new Reject('refund_above_paid', 'refund_amount');
  const value = text('refunded_at');
  const at =
    value === ''
      ? null
      : parseTime(value, { zone: rules.zone ?? rules.shop.zone, dateOrder: rules.dateOrder });
  if (value !== '' && at === null) throw new Reject('time_unreadable', 'refunded_at', { value });
  return {
    refunded,
    refundedQuantity: units ?? (refunded === gmv ? quantity : 0),
    refundedAtMs: at ?? times.completedAtMs ?? times.paidAtMs ?? times.orderedAtMs,
  };
}
