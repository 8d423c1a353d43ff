import { between, drawer, type Random } from '#science/random';
import { shops } from './brands-data.ts';
import { hourMs, hourWeights, type WorldDay } from './calendar.ts';
import type { Channel } from './channels-data.ts';
import type { LiveSession } from './live-sessions.ts';
import type { DemoProduct } from './products.ts';
import type { Scene } from './scene.ts';
import { type DemoVideo, reachOn } from './videos.ts';
import type { World } from './world.ts';

export type Place = {
  readonly scene: Omit<Scene, 'visitor' | 'signedIn'>;
  readonly atMs: number;
  /** When the live is over or the day's visit must end. */
  readonly endMs: number;
  readonly video: DemoVideo | null;
};

/** What is on offer on one day: lives, videos, and each shop's products by popularity. */
export type Stage = {
  readonly day: WorldDay;
  readonly placeOf: (random: Random, shop: string, channel: Channel, visit: number) => Place;
  readonly drawProduct: (random: Random, shop: string) => DemoProduct;
  readonly isSoldOut: (product: DemoProduct, atMs: number) => boolean;
};

const hours = hourWeights.map((weight, hour) => ({ hour, weight }));
const drawHour = drawer(hours, ({ weight }) => weight);

export function openStage(world: World, day: WorldDay, lives: readonly LiveSession[]): Stage {
  const perShop = new Map(shops.map((shop) => [shop.key, openShop(world, day, lives, shop.key)]));
  const of = (shop: string) => perShop.get(shop) as ReturnType<typeof openShop>;
  const hero = heroOf(world.products);
  const base = (shop: string, channel: Channel, visit: number) => ({
    channel,
    shop,
    account: null,
    creator: null,
    contentId: null,
    roomId: null,
    contentStartMs: null,
    planId: channel.paid
      ? `plan-${shop}-${channel.carrier === 'product_card' ? 'search' : channel.carrier}-${1 + (visit % 3)}`
      : null,
    requestId: `r-${day.date.replaceAll('-', '')}-${visit.toString(36)}`,
  });
  return {
    day,
    drawProduct: (random, shop) => of(shop).product(random),
    isSoldOut: (product, atMs) =>
      day.soldOut !== null && product.id === hero.id && atMs >= day.soldOut.fromMs && atMs < day.soldOut.toMs,
    placeOf: (random, shop, channel, visit) => {
      const scene = base(shop, channel, visit);
      if (channel.carrier === 'live') return liveplace(random, scene, of(shop).live(channel, random));
      const atMs = day.startMs + (drawHour(random).hour + random()) * hourMs;
      const endMs = atMs + hourMs;
      if (channel.carrier === 'product_card')
        return { scene: { ...scene, ...cardOwner(random, of(shop), channel) }, atMs, endMs, video: null };
      const video = of(shop).video(channel, random);
      return {
        scene: {
          ...scene,
          account: video.account,
          creator: video.creator,
          contentId: video.id,
          contentStartMs: atMs,
        },
        atMs,
        endMs,
        video,
      };
    },
  };
}

/** The best-selling product of the largest shop; once it is sold out for a day, and everybody feels it. */
export function heroOf(products: readonly DemoProduct[]): DemoProduct {
  const flagship = products.filter((product) => product.shop === 'lj-flagship');
  return flagship.reduce((best, product) => (product.popularity > best.popularity ? product : best));
}

function openShop(world: World, day: WorldDay, lives: readonly LiveSession[], shop: string) {
  const brand = shops.find((one) => one.key === shop)?.brand;
  const products = world.products.filter((product) => product.shop === shop);
  const ownLives = (partner: boolean) =>
    lives.filter(
      (live) =>
        live.partner === partner && (live.shop === shop || (live.shop === null && live.brand === brand)),
    );
  const ownVideos = (partner: boolean) =>
    world.videos.filter((video) => video.partner === partner && video.shop === shop);
  const drawLive = [ownLives(false), ownLives(true)].map((own) => drawer(own, (live) => live.weight));
  const drawVideo = [ownVideos(false), ownVideos(true)].map((own) =>
    drawer(own, (video) => reachOn(video, day.index) + 1e-6),
  );
  const hero = heroOf(world.products);
  return {
    product: drawer(products, (product) => product.popularity * (product.id === hero.id ? 1.8 : 1)),
    live: (channel: Channel, random: Random) =>
      (drawLive[channel.accountType === 'partner' ? 1 : 0] as (random: Random) => LiveSession)(random),
    video: (channel: Channel, random: Random) =>
      (drawVideo[channel.accountType === 'partner' ? 1 : 0] as (random: Random) => DemoVideo)(random),
  };
}

/** People come in over the whole live, most of them around its middle. */
function liveplace(random: Random, scene: Place['scene'], live: LiveSession): Place {
  const atMs =
    live.startMs +
    (live.endMs - live.startMs) * (0.02 + 0.93 * (0.62 * random() + 0.38 * between(random, 0.2, 0.8)));
  return {
    scene: {
      ...scene,
      account: live.account,
      creator: live.creator,
      roomId: live.roomId,
      contentStartMs: live.startMs,
    },
    atMs,
    endMs: live.endMs,
    video: null,
  };
}

/** A shop's own page belongs to an account, a creator's showcase 橱窗 to the creator; search and mall to nobody. */
function cardOwner(random: Random, shop: ReturnType<typeof openShop>, channel: Channel) {
  if (channel.accountType === 'none') return { account: null, creator: null };
  const { account, creator } = shop.video(channel, random);
  return { account, creator };
}
