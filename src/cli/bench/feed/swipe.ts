import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { parseId } from '#kernel/ids';
import type { FeedItem, FeedPage, ToldEvent } from '#traffic/contract';
import { historyOf, isLiked, namedId } from './history.ts';
import { historyLength, type MarketShopper } from './market-store.ts';

export type Swiping = {
  readonly pages: number;
  readonly perSecond: number;
  readonly msP99: number;
  readonly msMedian: number;
  readonly items: number;
  readonly ads: number;
  readonly told: number;
  readonly why: ReadonlyMap<string, number>;
  /** Share of organic videos that are of a category the shopper likes; one in twenty are. */
  readonly likedShare: number;
};

const pageSize = 6;
const pagesPerVisit = 3;
const organicBetweenAds = 3;

/**
 * Shoppers who come one after the other over so many connections and ask for three pages each. Where they tell, they
 * tell of every page what they saw before they ask for the next, as the storefront does. Throws when a video comes twice to a shopper, or an ad stands where none may.
 */
export class Crowd {
  readonly #pool: Pool;
  readonly #connections: number;
  readonly #shoppers: readonly MarketShopper[];
  readonly #shown = new Map<number, Set<string>>();
  #next = 0;

  constructor(url: string, shoppers: readonly MarketShopper[], connections: number) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
    this.#connections = connections;
    this.#shoppers = shoppers;
  }

  async swipe(ms: number, { tells }: { readonly tells: boolean }): Promise<Swiping> {
    const took: number[] = [];
    const why = new Map<string, number>();
    let [items, ads, told, liked] = [0, 0, 0, 0];
    const began = performance.now();
    const visit = async () => {
      const shopper = this.#shoppers[this.#next++ % this.#shoppers.length] as MarketShopper;
      let sinceAd = 0;
      for (let page = 0; page < pagesPerVisit; page++) {
        const asked = performance.now();
        // A visit is a screen of its own, however soon somebody comes again.
        const place = `/api/storefront/feed?limit=${pageSize}&begins=${page === 0}`;
        const shown = await this.#ask<FeedPage>(shopper, 'GET', place);
        took.push(performance.now() - asked);
        sinceAd = this.#prove(shopper, shown.items, sinceAd);
        const events = tells ? shown.items.flatMap((item) => toldOf(shopper, item)) : [];
        if (events.length > 0) await this.#ask(shopper, 'POST', '/api/storefront/events', { events });
        told += events.length;
        items += shown.items.length;
        for (const item of shown.items) {
          why.set(item.why, (why.get(item.why) ?? 0) + 1);
          if (item.ad) ads++;
          else if (isLiked(shopper.number, numberOf(item))) liked++;
        }
      }
    };
    const come = async () => {
      while (performance.now() - began < ms) await visit();
    };
    await Promise.all(Array.from({ length: this.#connections }, come));
    const elapsedMs = performance.now() - began;
    took.sort((one, other) => one - other);
    const quantile = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
    return {
      pages: took.length,
      perSecond: (took.length / elapsedMs) * 1_000,
      msP99: quantile(0.99),
      msMedian: quantile(0.5),
      items,
      ads,
      told,
      why,
      likedShare: liked / Math.max(1, items - ads),
    };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Organic videos since the last ad, after this page. */
  #prove({ number }: MarketShopper, items: readonly FeedItem[], sinceAd: number): number {
    const shown =
      this.#shown.get(number) ??
      new Set(historyOf(number, historyLength).map(({ video }) => namedId(`video${video}`)));
    this.#shown.set(number, shown);
    if (items.length < pageSize)
      throw new Error(`A page of ${items.length} although there are thousands left.`);
    let since = sinceAd;
    for (const { video, ad } of items) {
      const id = parseId('video', video.id) ?? '';
      if (shown.has(id)) throw new Error(`Shopper ${number} was shown the video ${id} twice.`);
      shown.add(id);
      if (ad && since < organicBetweenAds)
        throw new Error(`An ad stands ${since} videos behind the last one.`);
      since = ad ? 0 : since + 1;
    }
    return since;
  }

  async #ask<Answer>(
    shopper: MarketShopper,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const answer = await this.#pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${shopper.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200)
      throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as Answer;
  }
}

/** `fillVideos` put it into the title. */
const numberOf = ({ video }: FeedItem) => Number(video.title.slice('Video '.length));

/** Seen, and watched to the end or swiped away. */
function toldOf(shopper: MarketShopper, item: FeedItem): ToldEvent[] {
  const { video, touch, ad, position } = item;
  const common = { at: new Date().toISOString(), contentId: video.id, touch, position };
  const ratio = isLiked(shopper.number, numberOf(item)) ? 0.95 : 0.15;
  return [
    { ...common, id: randomUUID(), event: 'Content Impression' },
    {
      ...common,
      id: randomUUID(),
      event: 'Content Played',
      watchMs: Math.round(video.durationMs * ratio),
      durationMs: video.durationMs,
    },
    ...(ad ? [{ ...common, id: randomUUID(), event: 'Ad Impression' as const, adToken: ad.token }] : []),
  ];
}
