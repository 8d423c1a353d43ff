import { drawer, type Random, roundedBy } from '#science/random';
import { brands, shops } from './brands-data.ts';
import type { WorldDay } from './calendar.ts';
import { cardChannels, contentChannels } from './channels-data.ts';
import { chooseBuyer, openCrowd } from './crowd.ts';
import { livesOf } from './live-sessions.ts';
import { placeOrder } from './orders.ts';
import type { WorldOrder, WorldVisit } from './scene.ts';
import { openStage } from './stage.ts';
import { courseOf } from './visits.ts';
import type { World } from './world.ts';

export type DayOfTrade = {
  readonly day: WorldDay;
  readonly visits: WorldVisit[];
  readonly orders: WorldOrder[];
};

const drawShop = drawer(
  shops,
  (shop) => shop.share * (brands.find((brand) => brand.key === shop.brand)?.share ?? 0),
);
const drawContent = drawer(contentChannels, (channel) => channel.share);
const drawCard = drawer(cardChannels, (channel) => channel.share);

/** One day: its visits, what they looked at, and the orders they led to, up to the world's present. */
export function tradeOf(world: World, day: WorldDay, customers: Uint8Array, random: Random): DayOfTrade {
  const stage = openStage(world, day, livesOf(world.seed, day));
  const crowd = openCrowd(world, day, customers);
  const visits: WorldVisit[] = [];
  const orders: WorldOrder[] = [];
  const count = roundedBy(random, world.size.visitsPerDay * day.traffic);
  for (let visit = 0; visit < count; visit++) {
    const shop = drawShop(random);
    const channel = random() < shop.content ? drawContent(random) : drawCard(random);
    const place = stage.placeOf(random, shop.key, channel, visit);
    const seen = courseOf(random, stage, place);
    const visitor = seen.purchase
      ? chooseBuyer(random, crowd, place, seen.purchase.product)
      : crowd.passerBy(random);
    const scene = { ...place.scene, visitor: visitor.id, signedIn: visitor.shopper !== null };
    const events = seen.events.filter((event) => event.atMs <= world.nowMs);
    if (events.length > 0) visits.push({ scene, events });
    if (!seen.purchase || visitor.shopper === null || seen.purchase.atMs > world.nowMs) continue;
    const number = `6${day.date.replaceAll('-', '')}${String(visit).padStart(6, '0')}`;
    orders.push(
      placeOrder(random, {
        world,
        day,
        stage,
        scene,
        shopper: visitor.shopper,
        number,
        purchase: seen.purchase,
      }),
    );
    crowd.remember(visitor, shop.brand);
  }
  return { day, visits, orders };
}
