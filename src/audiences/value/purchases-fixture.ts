/** Purchases for tests: people who live as a model says, and their orders in the columnar store. */
import { newId, type OrganizationId } from '#kernel/ids';
import type { TestWorld } from '#platform/testing';
import type { BgNbd } from '#science/customer-value/bg-nbd';
import type { Random } from '#science/random';

export type Purchase = {
  readonly person: number;
  readonly atMs: number;
  readonly paid: number;
  readonly currency?: string;
  readonly deleted?: 0 | 1;
};

/** Writes each purchase as an order line, some of them twice, as deliveries are repeated. */
export async function writePurchases(
  { columnar }: TestWorld,
  organizationId: OrganizationId,
  purchases: readonly Purchase[],
): Promise<void> {
  const rows = purchases.map((one) => ({
    organization_id: organizationId,
    paid_day: new Date(one.atMs).toISOString().slice(0, 10),
    order_id: newId('order'),
    line_id: newId('orderLine'),
    version: 1,
    deleted: 0,
    paid_at: new Date(one.atMs).toISOString(),
    ordered_at: new Date(one.atMs).toISOString(),
    buyer: one.person,
    quantity: 1,
    currency: one.currency ?? 'CNY',
    gmv: one.paid,
    user_paid: one.paid,
  }));
  for (let from = 0; from < rows.length; from += 20_000)
    await columnar.insert('order_lines', rows.slice(from, from + 20_000), newId('request'));
  const again = rows.flatMap((row, place) => {
    const deleted = purchases[place]?.deleted ?? 0;
    return deleted === 1 || place % 7 === 0 ? [{ ...row, version: 2, deleted }] : [];
  });
  await columnar.insert('order_lines', again, newId('request'));
}

/** Marsaglia and Tsang; below 1 by their power of a uniform. */
function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The times of somebody's purchases in weeks from the first, at 0, who lives as the model says. */
export function lifeOf(model: BgNbd, weeks: number, random: Random): number[] {
  const rate = gammaDraw(model.r, random) / model.alpha;
  const [x, y] = [gammaDraw(model.a, random), gammaDraw(model.b, random)];
  const leaving = x / (x + y);
  const times = [0];
  for (;;) {
    const at = (times.at(-1) ?? 0) - Math.log(1 - random()) / rate;
    if (at > weeks) return times;
    times.push(at);
    if (random() < leaving) return times;
  }
}
