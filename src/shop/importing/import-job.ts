import type { Refused } from '#kernel/result';
import { type Refusal, refuse } from '#kernel/result';

export const importStates = ['received', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** A stopped import may be started again: what landed stays, and it goes on from its position. */
const transitions: Readonly<Record<ImportState, readonly ImportState[]>> = {
  received: ['running', 'cancelled'],
  running: ['done', 'failed', 'cancelled'],
  done: [],
  failed: ['running', 'cancelled'],
  cancelled: ['running'],
};

export function mayBecome(from: ImportState, to: ImportState): boolean {
  return transitions[from].includes(to);
}

export function refuseTransition(
  from: ImportState,
  to: 'running' | 'cancelled',
): Refused<Refusal<'conflict'>> {
  return refuse(
    'conflict',
    `An import that is ${from} cannot be ${to === 'running' ? 'started' : 'cancelled'}.`,
  );
}

/**
 * Where a running import stands; committed with the rows it covers. Reading stages the file's rows, then whole
 * orders land in the order of their ids, then cancellations are tied, by customer and by order.
 */
export type ImportPosition =
  | { readonly phase: 'reading'; readonly rows: number; readonly staged: number }
  | { readonly phase: 'orders'; readonly staged: number; readonly after: string }
  | { readonly phase: 'cancellations_of_buyers'; readonly staged: number; readonly afterBuyer: number }
  | { readonly phase: 'cancellations_of_orders'; readonly staged: number; readonly after: string };

export const startPosition: ImportPosition = { phase: 'reading', rows: 0, staged: 0 };

/** What an import did, in money by currency. "Changed" counts what was new or different; a repeat changes none. */
export type ImportSummary = {
  readonly orders: number;
  readonly lines: number;
  readonly gmv: Readonly<Record<string, number>>;
  readonly ordersChanged: number;
  readonly refunds: number;
  readonly refundAmount: Readonly<Record<string, number>>;
  readonly refundsChanged: number;
  /** Refunds that no order could be found for: they count by the day of the refund only. */
  readonly refundsWithoutOrder: number;
  readonly refundAmountWithoutOrder: Readonly<Record<string, number>>;
};

export const emptySummary: ImportSummary = {
  orders: 0,
  lines: 0,
  gmv: {},
  ordersChanged: 0,
  refunds: 0,
  refundAmount: {},
  refundsChanged: 0,
  refundsWithoutOrder: 0,
  refundAmountWithoutOrder: {},
};

export function addSummary(a: ImportSummary, b: Partial<ImportSummary>): ImportSummary {
  return {
    orders: a.orders + (b.orders ?? 0),
    lines: a.lines + (b.lines ?? 0),
    gmv: addMoney(a.gmv, b.gmv),
    ordersChanged: a.ordersChanged + (b.ordersChanged ?? 0),
    refunds: a.refunds + (b.refunds ?? 0),
    refundAmount: addMoney(a.refundAmount, b.refundAmount),
    refundsChanged: a.refundsChanged + (b.refundsChanged ?? 0),
    refundsWithoutOrder: a.refundsWithoutOrder + (b.refundsWithoutOrder ?? 0),
    refundAmountWithoutOrder: addMoney(a.refundAmountWithoutOrder, b.refundAmountWithoutOrder),
  };
}

function addMoney(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [currency, amount] of Object.entries(b)) sum[currency] = (sum[currency] ?? 0) + amount;
  return sum;
}
