import { type AccountId, type ProductId, type ShopperId, showId, type VideoId } from '#kernel/ids';
import { encodeCursor } from '#platform/http';
import type { ProductCard } from '#shop/contract';
import type { AccountHome, FollowingView, VideoCard } from '../../contract.ts';
import { accountCardOf, type CardParts, cardsOf } from '../cards/video-cards.ts';
import type { FeedEntry } from '../feed-index/feed-entry.ts';
import { readStanding } from './home-store.ts';

/** Where a list of videos goes on: those published before. */
export type VideoPlace = readonly [publishedAtMs: number, id: string];
type Shopper = { readonly id: ShopperId };
type VideoPage = { videos: VideoCard[]; nextCursor: string | null };

/** As many as fill the shelf of a home; the shop's own page has all. */
const productsMax = 30;

/** 号店一体: the account, its shop, its videos and what they sell on one page. Null where there is no such account. */
export async function accountHome(
  parts: CardParts,
  accountId: AccountId,
  shopper: Shopper,
  limit: number,
): Promise<AccountHome | null> {
  const account = parts.index.account(accountId);
  if (!account) return null;
  const entries = parts.index.ofAccount(accountId);
  const [follows, standing, videos, products] = await Promise.all([
    parts.memory.followsOf(shopper.id),
    readStanding(
      parts.records,
      accountId,
      entries.map(({ id }) => id),
    ),
    videoPage(parts, entries, null, limit, shopper),
    productsOf(parts, entries),
  ]);
  return {
    ...accountCardOf(account, follows),
    intro: account.intro,
    shop: { id: showId('shop', account.shopId), name: account.shopName },
    ...standing,
    videoCount: entries.length,
    ...videos,
    products,
  };
}

/** The newest videos of everybody the shopper follows, and whom they follow. */
export async function following(
  parts: CardParts,
  shopper: Shopper,
  after: VideoPlace | null,
  limit: number,
): Promise<FollowingView> {
  const follows = await parts.memory.followsOf(shopper.id);
  const accounts = [...follows].flatMap((id) => parts.index.account(id) ?? []);
  const entries = accounts
    .flatMap(({ id }) => parts.index.ofAccount(id))
    .sort((a, b) => b.publishedAtMs - a.publishedAtMs || (a.id < b.id ? 1 : -1));
  return {
    accounts: accounts.map((account) => accountCardOf(account, follows)),
    ...(await videoPage(parts, entries, after, limit, shopper)),
  };
}

/** A page of videos that are sorted newest first. */
export async function videoPage(
  parts: CardParts,
  entries: readonly FeedEntry[],
  after: VideoPlace | null,
  limit: number,
  shopper: Shopper,
): Promise<VideoPage> {
  const rest = after === null ? entries : entries.filter((entry) => isAfter(entry, after));
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const cards = await cardsOf(
    parts,
    shown.map(({ id }) => id),
    shopper,
  );
  return {
    videos: shown.flatMap(({ id }) => cards.get(id) ?? []),
    nextCursor: rest.length > limit && last ? encodeCursor([last.publishedAtMs, last.id]) : null,
  };
}

function isAfter(entry: { publishedAtMs: number; id: VideoId }, [atMs, id]: VideoPlace): boolean {
  return entry.publishedAtMs < atMs || (entry.publishedAtMs === atMs && entry.id < id);
}

/** What the videos show, the most shown first. */
async function productsOf(parts: CardParts, entries: readonly FeedEntry[]): Promise<ProductCard[]> {
  const shown = new Map<ProductId, number>();
  for (const { productIds } of entries) for (const id of productIds) shown.set(id, (shown.get(id) ?? 0) + 1);
  const ids = [...shown].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const cards = await parts.productCards(ids.slice(0, productsMax * 2));
  return ids.flatMap((id) => cards.get(id) ?? []).slice(0, productsMax);
}
