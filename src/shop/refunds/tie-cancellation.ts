/**
 * Some sellers write a cancellation as a row of its own, with a negative quantity and no word of which order
 * it takes back. It is tied to what the same customer bought of the same SKU: latest first, never more than
 * what is left of a line, and only where the price fits. What finds no line stays a refund without an order.
 */
export type Cancellation = {
  readonly key: string;
  readonly sku: string;
  readonly atMs: number;
  /** Units taken back, positive. */
  readonly quantity: number;
  /** Money given back for all of them, in minor units. */
  readonly amount: number;
  /** The order the row itself carries, preferred when that order has the SKU. */
  readonly orderId: string;
};

export type RefundableLine = {
  readonly lineId: string;
  readonly orderId: string;
  readonly sku: string;
  readonly paidAtMs: number;
  readonly quantityLeft: number;
  readonly amountLeft: number;
};

export type Tie = {
  readonly key: string;
  readonly lineId: string | null;
  readonly orderId: string | null;
  readonly quantity: number;
  readonly amount: number;
};

/** Cancellations are taken in order of time (then of key), so the same input always ties the same way. */
export function tieCancellations(
  cancellations: readonly Cancellation[],
  lines: readonly RefundableLine[],
): Tie[] {
  const bySku = Map.groupBy(lines, (line) => line.sku);
  const left = new Map(
    lines.map((line) => [line.lineId, { quantity: line.quantityLeft, amount: line.amountLeft }]),
  );
  const inTime = [...cancellations].sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
  return inTime.flatMap((cancellation) => tieOne(cancellation, bySku.get(cancellation.sku) ?? [], left));
}

function tieOne(
  cancellation: Cancellation,
  lines: readonly RefundableLine[],
  left: Map<string, { quantity: number; amount: number }>,
): Tie[] {
  const ties: Tie[] = [];
  let units = cancellation.quantity;
  let money = cancellation.amount;
  const bought = lines
    .filter((line) => line.paidAtMs <= cancellation.atMs)
    .sort(preferredFirst(cancellation.orderId));
  for (const line of bought) {
    if (units === 0) break;
    const rest = left.get(line.lineId);
    if (!rest || rest.quantity === 0) continue;
    const quantity = Math.min(units, rest.quantity);
    // The share of what is still to give back, so that the shares of all ties sum to the whole exactly.
    const amount = quantity === units ? money : Number((BigInt(money) * BigInt(quantity)) / BigInt(units));
    if (amount > rest.amount) continue;
    ties.push({ key: cancellation.key, lineId: line.lineId, orderId: line.orderId, quantity, amount });
    rest.quantity -= quantity;
    rest.amount -= amount;
    units -= quantity;
    money -= amount;
  }
  if (units > 0)
    ties.push({ key: cancellation.key, lineId: null, orderId: null, quantity: units, amount: money });
  return ties;
}

function preferredFirst(orderId: string): (a: RefundableLine, b: RefundableLine) => number {
  return (a, b) =>
    Number(b.orderId === orderId) - Number(a.orderId === orderId) ||
    b.paidAtMs - a.paidAtMs ||
    (a.lineId < b.lineId ? -1 : 1);
}
