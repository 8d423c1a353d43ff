import { linesOf, type Placed, type Placing } from './placing.ts';

/** One SKU while its row is locked. */
export type StockNow = {
  readonly available: number;
  readonly price: number;
  readonly onShelf: boolean;
};

export type StockDecision = {
  /** One answer per placing, in their order. */
  readonly placed: readonly Placed[];
  /** Units to promise, by SKU. */
  readonly taken: ReadonlyMap<string, number>;
};

/**
 * Who gets what, first come first served: a placing gets all it wants or nothing, and one that is refused takes
 * nothing from those behind it.
 */
export function decideStock(
  placings: readonly Placing[],
  stock: ReadonlyMap<string, StockNow>,
): StockDecision {
  const taken = new Map<string, number>();
  const placed = placings.map((placing): Placed => {
    const lines = linesOf(placing);
    const changed = lines.filter((line) => {
      const now = stock.get(line.skuId);
      return !now?.onShelf || now.price !== line.price;
    });
    if (changed.length > 0) return { state: 'changed', skuIds: changed.map((line) => line.skuId) };
    const short = lines.filter(
      (line) => (stock.get(line.skuId)?.available ?? 0) - (taken.get(line.skuId) ?? 0) < line.quantity,
    );
    if (short.length > 0) return { state: 'stock', skuIds: short.map((line) => line.skuId) };
    for (const line of lines) taken.set(line.skuId, (taken.get(line.skuId) ?? 0) + line.quantity);
    return { state: 'placed' };
  });
  return { placed, taken };
}
