import { type AccountId, type ProductId, type ShopperId, showId, type VideoId } from '#kernel/ids';
import { Gathering } from '#platform/gathering';
import type { Records } from '#platform/records';
import type { ProductCard } from '#shop/contract';
import type { ContentOptions } from '../../content-options.ts';
import type { AccountCard, VideoCard } from '../../contract.ts';
import { mediaUrl } from '../../videos/video-view.ts';
import type { FeedAccount, FeedEntry } from '../feed-index/feed-entry.ts';
import type { FeedIndex } from '../feed-index/feed-index.ts';
import { type CardAsk, type CountsAndMine, readCountsAndMine } from './mine-store.ts';
import type { ShopperMemory } from './shopper-memory.ts';

export type CardParts = Pick<ContentOptions, 'productCards'> & {
  readonly records: Records;
  readonly countsAndMine: (ask: CardAsk) => Promise<ReadonlyMap<VideoId, CountsAndMine>>;
  readonly index: FeedIndex;
  readonly memory: ShopperMemory;
};

const asksMax = 200;

/** Counts and own reactions of cards: shoppers who ask at the same time share one statement. */
export function openCountsAndMine(records: Records): CardParts['countsAndMine'] {
  const asks = new Gathering((together: readonly CardAsk[]) => readCountsAndMine(records, together), {
    batchMax: asksMax,
  });
  return (ask) => asks.ask(ask);
}

/** Cards of published videos for one shopper, in one question to the records and one to the shelf. */
export async function cardsOf(
  parts: CardParts,
  videoIds: readonly VideoId[],
  shopper: { readonly id: ShopperId },
): Promise<Map<VideoId, VideoCard>> {
  const entries = videoIds.flatMap((id) => parts.index.find(id) ?? []);
  if (entries.length === 0) return new Map();
  const [did, products, follows] = await Promise.all([
    parts.countsAndMine({ shopperId: shopper.id, videoIds: entries.map(({ id }) => id) }),
    parts.productCards([...new Set(entries.flatMap(({ productIds }) => productIds))]),
    parts.memory.followsOf(shopper.id),
  ]);
  return new Map(
    entries.flatMap((entry) => {
      const known = did.get(entry.id);
      return known ? [[entry.id, cardOf(entry, known, products, follows)]] : [];
    }),
  );
}

function cardOf(
  entry: FeedEntry,
  { counts, mine }: CountsAndMine,
  products: ReadonlyMap<ProductId, ProductCard>,
  follows: ReadonlySet<AccountId>,
): VideoCard {
  return {
    id: showId('video', entry.id),
    title: entry.title,
    kind: entry.kind,
    src: mediaUrl(entry.fileKey),
    poster: entry.posterKey && mediaUrl(entry.posterKey),
    durationMs: entry.durationMs,
    width: entry.width,
    height: entry.height,
    account: accountCardOf(entry.account, follows),
    counts,
    mine,
    products: entry.productIds.flatMap((id) => products.get(id) ?? []),
    publishedAt: new Date(entry.publishedAtMs).toISOString(),
    simulated: entry.simulated,
  };
}

export const accountCardOf = (account: FeedAccount, follows: ReadonlySet<AccountId>): AccountCard => ({
  id: showId('account', account.id),
  name: account.name,
  avatar: account.avatarKey && mediaUrl(account.avatarKey),
  accountType: account.accountType,
  shopId: showId('shop', account.shopId),
  followed: follows.has(account.id),
});
