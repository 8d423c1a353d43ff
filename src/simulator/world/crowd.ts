import { drawer, type Random } from '#science/random';
import { type BrandKey, brands } from './brands-data.ts';
import type { WorldDay } from './calendar.ts';
import type { DemoProduct } from './products.ts';
import type { DemoShopper } from './shoppers.ts';
import type { Place } from './stage.ts';
import type { World } from './world.ts';

export type Visitor = { readonly id: string; readonly shopper: DemoShopper | null; readonly index: number };
export type Crowd = {
  readonly passerBy: (random: Random) => Visitor;
  readonly anyShopper: (random: Random) => Visitor;
  readonly hasBought: (visitor: Visitor, brand: BrandKey) => boolean;
  readonly remember: (visitor: Visitor, brand: BrandKey) => void;
};

/** Of the visits that end without an order, how many are by people who are signed in. */
const signedInShare = 0.16;
/** Strangers seen on a day: new ones, and those of the days before with falling likelihood. */
const newStrangersPerVisit = 0.45;
const strangersMemory = 3;
/** Candidates among whom the likeliest buyer is drawn. */
const candidates = 4;

const bitOf = new Map(brands.map((brand, place) => [brand.key, 1 << place]));

export function openCrowd(world: World, day: WorldDay, customers: Uint8Array): Crowd {
  const order = world.shoppers.map((shopper, index): Visitor => ({ id: shopper.id, shopper, index }));
  const anyShopper = drawer(order, (visitor) => visitor.shopper?.activity ?? 0);
  const perDay = world.size.visitsPerDay * newStrangersPerVisit;
  return {
    anyShopper,
    passerBy: (random) => {
      if (random() < signedInShare) return anyShopper(random);
      const back = random() < 0.45 ? random() : random() ** 2 * strangersMemory + 1;
      const number = Math.max(0, Math.floor((day.index + strangersMemory + 2 - back) * perDay));
      return { id: `v${number.toString(36)}`, shopper: null, index: -1 };
    },
    hasBought: (visitor, brand) => ((customers[visitor.index] ?? 0) & (bitOf.get(brand) ?? 0)) !== 0,
    remember: (visitor, brand) => {
      customers[visitor.index] = (customers[visitor.index] ?? 0) | (bitOf.get(brand) ?? 0);
    },
  };
}

/**
 * Who bought it: of a few people, one whose taste and purse fit the product; in search, mall and messages rather
 * an old customer, in paid feeds rather a new one.
 */
export function chooseBuyer(random: Random, crowd: Crowd, place: Place, product: DemoProduct): Visitor {
  const people = Array.from({ length: candidates }, () => crowd.anyShopper(random));
  const draw = drawer(people, (visitor) => {
    const shopper = visitor.shopper as DemoShopper;
    const dear = product.priceFen / shopper.budgetFen;
    const loyalty = crowd.hasBought(visitor, product.brand) ? place.scene.channel.loyalty : 1;
    return ((shopper.taste.get(product.category) ?? 1) * loyalty) / (1 + dear * dear);
  });
  return draw(random);
}
