import { randomOf } from '#science/random';
import { makeCalendar, type WorldDay } from './calendar.ts';
import { type DemoProduct, makeProducts } from './products.ts';
import { type DemoShopper, makeShoppers } from './shoppers.ts';
import { type DayOfTrade, tradeOf } from './trade.ts';
import { type DemoVideo, makeVideos } from './videos.ts';

export type WorldSize = { readonly shoppers: number; readonly visitsPerDay: number };
/** Thirty days of this size are a million events and twenty thousand orders. */
export const demoSize: WorldSize = { shoppers: 10_000, visitsPerDay: 12_600 };
/** The same story told small, for tests that need a world but not a crowd. */
export const smallSize: WorldSize = { shoppers: 500, visitsPerDay: 400 };

export type World = {
  readonly seed: string;
  /** Nothing happens after this instant. */
  readonly nowMs: number;
  readonly size: WorldSize;
  readonly calendar: readonly WorldDay[];
  readonly products: readonly DemoProduct[];
  readonly shoppers: readonly DemoShopper[];
  readonly videos: readonly DemoVideo[];
};

/** Everything that stands still: the same seed and instant give the same world. */
export function openWorld(seed: string, nowMs: number, size: WorldSize = demoSize): World {
  const products = makeProducts(seed);
  return {
    seed,
    nowMs,
    size,
    calendar: makeCalendar(nowMs),
    products,
    shoppers: makeShoppers(seed, size.shoppers),
    videos: makeVideos(seed, products),
  };
}

/** The thirty days in their order; who bought before is carried from day to day. */
export function* liveThrough(world: World): Generator<DayOfTrade> {
  // A bit per brand: whether this shopper has bought there.
  const customers = new Uint8Array(world.shoppers.length);
  for (const day of world.calendar) {
    yield tradeOf(world, day, customers, randomOf(`${world.seed}/trade/${day.date}`));
  }
}
