import { between, randomOf, wholeBetween } from '#science/random';
import { accounts, creators, shops } from './brands-data.ts';
import { worldDays } from './calendar.ts';
import type { DemoProduct } from './products.ts';

export type DemoVideo = {
  readonly id: string;
  readonly shop: string;
  readonly account: string | null;
  readonly creator: string | null;
  readonly partner: boolean;
  readonly product: DemoProduct;
  readonly lengthMs: number;
  /** The day it was published on, which may lie before the first. */
  readonly publishedIndex: number;
  readonly appeal: number;
};

const videosPerAccount = 12;
const videosPerCreator = 4;
/** Reach of a video falls to 1/e in this many days. */
const lifeDays = 8;

export function makeVideos(seed: string, products: readonly DemoProduct[]): DemoVideo[] {
  const random = randomOf(`${seed}/videos`);
  const ofShop = (shop: string) => products.filter((product) => product.shop === shop);
  const make = (
    by: Pick<DemoVideo, 'account' | 'creator' | 'partner' | 'shop'>,
    name: string,
    index: number,
  ): DemoVideo => {
    const choice = ofShop(by.shop);
    const product = choice[Math.floor(random() ** 2 * choice.length)] as DemoProduct;
    return {
      ...by,
      id: `video-${name}-${String(index + 1).padStart(2, '0')}`,
      product,
      lengthMs: wholeBetween(random, 14, 75) * 1000,
      publishedIndex: wholeBetween(random, -25, worldDays - 1),
      // Most videos are seen by few; one in ten is a hit.
      appeal: between(random, 0.15, 1) ** 3 * (random() < 0.1 ? 8 : 1),
    };
  };
  const ofAccounts = accounts.flatMap((account) =>
    Array.from({ length: videosPerAccount }, (_, index) =>
      make(
        { shop: account.shop, account: account.key, creator: null, partner: account.type === 'partner' },
        account.key.slice(2),
        index,
      ),
    ),
  );
  const ofCreators = creators.flatMap((creator) =>
    Array.from({ length: videosPerCreator }, (_, index) => {
      const own = shops.filter((shop) => shop.brand === creator.brand);
      const shop = own[index % own.length]?.key ?? '';
      return make({ shop, account: null, creator: creator.key, partner: true }, creator.key.slice(2), index);
    }),
  );
  return [...ofAccounts, ...ofCreators];
}

/** How much of its shop's video views a video draws on a day; nothing before it is published, little much later. */
export function reachOn(video: DemoVideo, dayIndex: number): number {
  const age = dayIndex - video.publishedIndex;
  return age < 0 ? 0 : video.appeal * (0.06 + Math.exp(-age / lifeDays));
}
