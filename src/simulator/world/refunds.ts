import { between, type Random } from '#science/random';
import { hourMs } from './calendar.ts';
import type { Scene, WorldOrderLine } from './scene.ts';
import type { DemoShopper } from './shoppers.ts';

type Bought = {
  readonly line: Omit<WorldOrderLine, 'refund'>;
  readonly scene: Scene;
  readonly shopper: DemoShopper;
  readonly paidAtMs: number;
  readonly shippedAtMs: number | null;
  readonly nowMs: number;
};

/** Of the refunds, how many come within the first hour, and how many more before the parcel leaves. */
const withinTheHour = 0.22;
const beforeShipping = 0.33;

/** What comes back of a line, if anything and if it already has; never more than the shopper paid. */
export function refundOf(random: Random, bought: Bought): WorldOrderLine['refund'] {
  const { line, scene, shopper, nowMs } = bought;
  const rate = line.product.refundRate * scene.channel.regret * shopper.sendsBack;
  if (random() >= Math.min(0.6, rate)) return null;
  const atMs = Math.round(timeOf(random, bought));
  if (atMs > nowMs) return null;
  if (line.quantity > 1 && random() < 0.5) {
    return { amountFen: Math.floor(line.userPaidFen / line.quantity), quantity: 1, atMs };
  }
  // Some only get part of the price back and keep the goods.
  if (random() < 0.07)
    return { amountFen: Math.floor(line.userPaidFen * between(random, 0.1, 0.4)), quantity: 0, atMs };
  return { amountFen: line.userPaidFen, quantity: line.quantity, atMs };
}

function timeOf(random: Random, { paidAtMs, shippedAtMs }: Bought): number {
  const when = random();
  if (when < withinTheHour) return paidAtMs + between(random, 0.03, 1) * hourMs;
  const leavesMs = shippedAtMs ?? paidAtMs + 30 * hourMs;
  if (when < withinTheHour + beforeShipping)
    return between(random, Math.min(paidAtMs + hourMs, leavesMs), leavesMs);
  return leavesMs + between(random, 30, 230) * hourMs;
}
