/**
 * How much of a day's budget a server leases at a time: a fiftieth, so that several servers share a day, but enough
 * for some clicks, and at the end of the budget whatever is left.
 */
export function sliceOf(budget: number, clickPrice: number): number {
  return Math.max(1, Math.ceil(Math.max(budget / 50, Math.min(budget / 4, clickPrice * 20))));
}

/**
 * What is set aside for a showing that may yet be clicked. Of a hundred showings few are clicked; holding the whole
 * price of each would leave most of a small budget idle. Three times the expected cost covers the luck of the draw,
 * and the commit checks the whole price again, so a budget holds whatever was predicted.
 */
export function reservationOf(price: number, pCtr: number): number {
  return Math.ceil(price * Math.min(1, 3 * pCtr));
}
