/** A suggestion with the range in which it is expected to work. Pure. */
export type Range = { readonly low: number; readonly value: number; readonly high: number };
export type Suggestion = {
  readonly targetCost: Range;
  readonly dayBudget: Range;
  readonly basis: 'history' | 'price';
  readonly orders: number;
};

/** Fewer orders than this say little about what one costs. */
const ordersMin = 10;
/** Of the price, where nothing else is known: a return of five for one. */
const priceShare = 0.2;
/** A day's budget that buys this many orders is enough to learn from (about 20 are needed). */
const ordersPerDay = { low: 5, value: 20, high: 50 };

export function suggest(price: number, history: { spent: number; orders: number }): Suggestion {
  const known = history.orders >= ordersMin;
  const cost = known ? history.spent / history.orders : price * priceShare;
  // The relative error of a count of n orders is about 1/√n; a guess by the price may be half or double.
  const spread = known ? 1 + 1.28 / Math.sqrt(history.orders) : 2;
  const targetCost = rangeOf(cost / spread, cost, cost * spread);
  return {
    targetCost,
    dayBudget: rangeOf(
      targetCost.value * ordersPerDay.low,
      targetCost.value * ordersPerDay.value,
      targetCost.value * ordersPerDay.high,
    ),
    basis: known ? 'history' : 'price',
    orders: history.orders,
  };
}

function rangeOf(low: number, value: number, high: number): Range {
  return { low: tidy(low), value: tidy(value), high: tidy(high) };
}

/** Two digits: a suggestion of 1,937 would pretend to know more than it does. */
function tidy(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.max(1, Math.round(amount / unit) * unit);
}
