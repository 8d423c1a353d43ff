import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { StockPut } from '../catalogue-contract.ts';

export type StockMove = StockPut;

/** What is on the shelf of the warehouse, and how much of it is promised to orders. */
export type Stock = { readonly onHand: number; readonly reserved: number };

/** A column of PostgreSQL holds no more. */
const onHandMax = 2 ** 31 - 1;

/**
 * What is on hand after a movement by hand. Never below what is promised to orders; a count is refused when the stock
 * has moved since the one who counted looked.
 */
export function moveStock(
  stock: Stock,
  put: StockMove,
): Result<number, Refusal<'stale_version' | 'unprocessable'>> {
  if (put.reason === 'counted' && put.seen !== stock.onHand)
    return refuse('stale_version', `There are ${stock.onHand} on hand now: count again.`, 'seen');
  const onHand =
    put.reason === 'counted'
      ? put.quantity
      : stock.onHand + (put.reason === 'received' ? put.quantity : -put.quantity);
  if (onHand < stock.reserved)
    return refuse(
      'unprocessable',
      `${stock.reserved} of it are promised to orders: no fewer can be on hand.`,
      'quantity',
    );
  if (onHand > onHandMax) return refuse('unprocessable', 'No warehouse holds that many.', 'quantity');
  return ok(onHand);
}
