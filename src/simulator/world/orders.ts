import { between, type Random, wholeBetween } from '#science/random';
import { hourMs, type WorldDay } from './calendar.ts';
import type { DemoProduct } from './products.ts';
import { refundOf } from './refunds.ts';
import type { Scene, WorldOrder, WorldOrderLine } from './scene.ts';
import type { DemoShopper } from './shoppers.ts';
import type { Stage } from './stage.ts';
import type { Purchase } from './visits.ts';
import type { World } from './world.ts';

export type Ordering = {
  readonly world: World;
  readonly day: WorldDay;
  readonly stage: Stage;
  readonly scene: Scene;
  readonly shopper: DemoShopper;
  readonly number: string;
  readonly purchase: Purchase;
};

const neverPaidShare = 0.03;
/** Price against the list: lives sell by it, partners most, campaign days for everybody. */
const livePrice = { self: 0.93, partner: 0.9, none: 1 } as const;
const campaignPrice = 0.88;

/** The order a purchase leads to, with all that happened to it until the world's present. */
export function placeOrder(random: Random, ordering: Ordering): WorldOrder {
  const { world, scene, shopper, number, purchase } = ordering;
  const orderedAtMs = purchase.atMs;
  const isPaid = random() >= neverPaidShare;
  const paidAtMs = isPaid
    ? (until(world, orderedAtMs + wholeBetween(random, 4, 160) * 1000) ?? orderedAtMs)
    : null;
  const shippedAtMs = paidAtMs === null ? null : until(world, paidAtMs + between(random, 5, 38) * hourMs);
  const completedAtMs =
    shippedAtMs === null ? null : until(world, shippedAtMs + between(random, 40, 150) * hourMs);
  const products = basketOf(random, ordering);
  const lines = products.map((product) => {
    const line = pricedLine(random, ordering, product);
    const refund =
      paidAtMs === null
        ? null
        : refundOf(random, { line, scene, shopper, paidAtMs, shippedAtMs, nowMs: world.nowMs });
    return { ...line, refund };
  });
  return settle({
    id: number,
    scene,
    buyer: shopper.id,
    orderedAtMs,
    paidAtMs,
    shippedAtMs,
    completedAtMs,
    lines,
  });
}

function until(world: World, atMs: number): number | null {
  return atMs > world.nowMs ? null : Math.round(atMs);
}

/** One article mostly; a few people fill the basket, more so with cheap things. */
function basketOf(random: Random, { stage, scene, purchase }: Ordering): DemoProduct[] {
  const more = purchase.product.brand === 'hejian' ? 0.32 : 0.13;
  const basket = [purchase.product];
  while (basket.length < 4 && random() < more) {
    const product = stage.drawProduct(random, scene.shop);
    if (!basket.includes(product) && !stage.isSoldOut(product, purchase.atMs)) basket.push(product);
  }
  return basket;
}

function pricedLine(
  random: Random,
  { day, scene }: Ordering,
  product: DemoProduct,
): Omit<WorldOrderLine, 'refund'> {
  const { carrier, accountType } = scene.channel;
  const inCampaign = day.campaign === 'burst' || day.campaign === 'encore';
  const factor = (carrier === 'live' ? livePrice[accountType] : 1) * (inCampaign ? campaignPrice : 1);
  const quantity = random() < (product.priceFen < 10_000 ? 0.3 : 0.06) ? wholeBetween(random, 2, 3) : 1;
  const priceFen = Math.round((product.priceFen * factor) / 10) * 10 * quantity;
  const part = (likelihood: number, low: number, high: number) =>
    random() < likelihood ? Math.round(priceFen * between(random, low, high)) : 0;
  const platformSubsidyFen = part(inCampaign ? 0.55 : 0.12, 0.04, 0.13);
  const creatorSubsidyFen = part(accountType === 'partner' ? 0.12 : 0, 0.03, 0.08);
  const paymentSubsidyFen = part(0.08, 0.005, 0.02);
  const userPaidFen = priceFen - platformSubsidyFen - creatorSubsidyFen - paymentSubsidyFen;
  return { product, quantity, userPaidFen, platformSubsidyFen, creatorSubsidyFen, paymentSubsidyFen };
}

/** The state an order is in once it is known what came back of it. */
function settle(order: Omit<WorldOrder, 'status'>): WorldOrder {
  const { paidAtMs, shippedAtMs, completedAtMs, lines } = order;
  if (paidAtMs === null) return { ...order, status: 'cancelled' };
  const allBack = lines.every((line) => line.refund?.quantity === line.quantity);
  if (!allBack)
    return {
      ...order,
      status: completedAtMs !== null ? 'completed' : shippedAtMs !== null ? 'shipped' : 'paid',
    };
  const lastMs = Math.max(...lines.map((line) => line.refund?.atMs ?? 0));
  // What was given back is not sent or received any more.
  if (shippedAtMs === null || lastMs < shippedAtMs)
    return { ...order, shippedAtMs: null, completedAtMs: null, status: 'refunded_before_shipping' };
  if (completedAtMs === null || lastMs < completedAtMs)
    return { ...order, completedAtMs: null, status: 'refunded_after_shipping' };
  return { ...order, status: 'refunded_after_receipt' };
}
