import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { OrderState, RefundStage } from '../orders/order.ts';
import { refuseBecause } from '../refuse-because.ts';

/** A line of an order as far as refunds care; amounts in minor units. */
export type RefundableLine = {
  readonly id: string;
  readonly quantity: number;
  readonly userPaid: number;
  readonly refunded: number;
  readonly refundedQuantity: number;
  /** Of refunds that are still open. */
  readonly claimed: number;
  readonly claimedQuantity: number;
  /** Units not shipped, and not about to go back already. */
  readonly unshipped: number;
};

export type RefundAsked = {
  readonly lineId: string;
  readonly quantity: number;
  /** The line's share for the quantity when null. */
  readonly amount: number | null;
};

export type PlannedLine = {
  readonly lineId: string;
  readonly quantity: number;
  readonly amount: number;
  /** Of the quantity, what was never shipped: its stock goes back with the money. */
  readonly unshipped: number;
};
export type RefundPlan = {
  readonly lines: readonly PlannedLine[];
  readonly amount: number;
  readonly stage: RefundStage;
  /** Nothing of it was shipped: nobody has to agree. */
  readonly isAutomatic: boolean;
};

const refundable: readonly OrderState[] = ['paid', 'preparing', 'part_shipped', 'shipped', 'completed'];

/**
 * What a refund of these lines would be, or why it cannot be. A shopper may ask for whole units and at most
 * their share; a shop may also give back an amount without taking units back. Never above what was paid (law 4).
 */
export function planRefund(
  state: OrderState,
  lines: readonly RefundableLine[],
  asked: readonly RefundAsked[],
  by: 'shopper' | 'shop',
): Result<RefundPlan, Refusal> {
  if (!refundable.includes(state))
    return refuseBecause('conflict', 'nothing_to_refund', 'Nothing of this order can be refunded.');
  if (new Set(asked.map(({ lineId }) => lineId)).size < asked.length)
    return refuse('unprocessable', 'Name every line once.', 'lines');
  const planned: PlannedLine[] = [];
  for (const one of asked) {
    const line = lines.find(({ id }) => id === one.lineId);
    if (!line) return refuse('unprocessable', 'There is no such line in this order.', 'lines');
    const plan = planLine(line, one, by);
    if (!plan.ok) return plan;
    planned.push(plan.value);
  }
  const isAutomatic = planned.every((line) => line.quantity > 0 && line.unshipped === line.quantity);
  return ok({
    lines: planned,
    amount: planned.reduce((sum, line) => sum + line.amount, 0),
    stage: isAutomatic ? 'before_shipping' : state === 'completed' ? 'after_receipt' : 'after_shipping',
    isAutomatic,
  });
}

function planLine(
  line: RefundableLine,
  asked: RefundAsked,
  by: 'shopper' | 'shop',
): Result<PlannedLine, Refusal> {
  if (asked.quantity === 0 && by === 'shopper')
    return refuse('unprocessable', 'Say how many are to go back.', 'lines');
  if (asked.quantity > quantityLeft(line))
    return refuseBecause(
      'unprocessable',
      'refund_fewer',
      `Only ${quantityLeft(line)} of this line can go back.`,
      { values: { most: quantityLeft(line) }, field: 'lines' },
    );
  const most = by === 'shopper' ? shareOf(line, asked.quantity) : amountLeft(line);
  const amount = asked.amount ?? shareOf(line, asked.quantity);
  if (amount < 1 || amount > most)
    return refuseBecause(
      'unprocessable',
      'refund_less',
      `Of this line ${most} can be refunded, in minor units.`,
      { values: { most }, field: 'lines' },
    );
  return ok({
    lineId: line.id,
    quantity: asked.quantity,
    amount,
    unshipped: Math.min(asked.quantity, line.unshipped),
  });
}

export const quantityLeft = (line: RefundableLine): number =>
  Math.max(0, line.quantity - line.refundedQuantity - line.claimedQuantity);

export const amountLeft = (line: RefundableLine): number =>
  Math.max(0, line.userPaid - line.refunded - line.claimed);

/**
 * What the next units of a line cost, in integers: the shares of all its units sum to what was paid, whatever
 * the order in which they go back.
 */
export function shareOf(line: RefundableLine, quantity: number): number {
  const upTo = (units: number) => Number((BigInt(line.userPaid) * BigInt(units)) / BigInt(line.quantity));
  const before = line.refundedQuantity + line.claimedQuantity;
  return Math.min(amountLeft(line), upTo(Math.min(line.quantity, before + quantity)) - upTo(before));
}
