import type { Held } from './shopper-purse.ts';

export type Priced = {
  readonly skuId: string;
  readonly productId: string;
  readonly price: number;
  readonly quantity: number;
};

/** What a ticket takes off lines of its shop, by what is printed on it; 0 where it does nothing. */
export function takenOff({ says }: Held, lines: readonly Priced[]): number {
  const covered = lines.filter((line) => covers(says.productIds, line));
  const goods = sum(covered.map(({ price, quantity }) => price * quantity));
  // A cent is left to be paid for every piece.
  const most = goods - sum(covered.map(({ quantity }) => quantity));
  const { terms } = says;
  switch (terms.kind) {
    case 'direct':
      return Math.min(most, terms.amountOff);
    case 'threshold':
      return goods < terms.threshold ? 0 : Math.min(most, terms.amountOff);
    case 'percentage': {
      const share = Math.floor((goods * terms.percentOff) / 100);
      return Math.min(most, share, terms.discountMax ?? share);
    }
  }
}

/**
 * What each line costs in the end, by its SKU. The discount is dealt out cent by cent: each cent goes to the line that
 * is furthest behind its share, of equals to the first.
 */
export function paidByLine(held: Held | null, lines: readonly Priced[]): ReadonlyMap<string, number> {
  const off = lines.map(() => 0);
  if (held) {
    const weights = lines.map((line) =>
      covers(held.says.productIds, line) ? (line.price - 1) * line.quantity : 0,
    );
    const whole = sum(weights);
    const total = takenOff(held, lines);
    for (const [place, weight] of weights.entries()) off[place] = Math.floor((total * weight) / whole);
    for (let left = total - sum(off); left > 0; left--) {
      const behind = weights.map((weight, place) => total * weight - (off[place] ?? 0) * whole);
      const last = behind.indexOf(Math.max(...behind));
      off[last] = (off[last] ?? 0) + 1;
    }
  }
  return new Map(
    lines.map(({ skuId, price, quantity }, place) => [skuId, price * quantity - (off[place] ?? 0)]),
  );
}

/** What the first of the pieces of a line costs; what does not divide evenly falls on the last ones. */
export const firstPiece = (paid: number, quantity: number): number => Math.floor(paid / quantity);

const covers = (productIds: readonly string[] | null, { productId }: Priced) =>
  productIds === null || productIds.includes(productId);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
