/** A band of what an item costs, in minor units: from `from` on and below the next one's. */
export type PriceBand = { readonly from: number; readonly name: string };

/** Edges at two significant digits, so that people can say them; equal ones are one. */
export function bandsOf(quantiles: readonly number[]): readonly PriceBand[] {
  const edges = [...new Set(quantiles.filter((edge) => edge > 0).map((edge) => Number(edge.toPrecision(2))))];
  const from = [0, ...edges.sort((one, other) => one - other)];
  return from.map((start, place) => ({ from: start, name: `${start}-${from[place + 1] ?? ''}` }));
}
