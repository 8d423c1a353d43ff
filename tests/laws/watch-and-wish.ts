import { randomUUID } from 'node:crypto';
import { type Random, wholeBetween } from '#science/random';
import type { ProductPage } from '#shop/contract';
import type { FeedItem, FeedPage } from '#traffic/contract';
import type { DayNotes } from './day-notes.ts';
import type { Market } from './market-day.ts';
import type { StorefrontPhone } from './storefront-phone.ts';

export type Living = {
  readonly market: Market;
  readonly notes: DayNotes;
  /** The person, on whatever device. */
  readonly shopper: string;
  readonly random: Random;
};

export type Wish = {
  readonly skuId: string;
  readonly shopId: string;
  readonly productId: string;
  readonly price: number;
  readonly quantity: number;
  readonly touch: string;
};

/** An event as it is sent, and whose it is by the shopper's own looking. */
type Told = {
  readonly shopId: string;
  readonly event: { readonly event: string } & Readonly<Record<string, unknown>>;
};

const pagesMax = 2;
const chances = { click: 0.3, clickAd: 0.75, wish: 0.7, repeat: 0.2 };

/** Swipes through some pages, looks at what it likes, and answers what it would like to have. */
export async function watchAndWish(living: Living, phone: StorefrontPhone): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (let number = 0; number < pagesMax; number++) {
    const page = await phone.ask<FeedPage>('GET', '/feed?limit=6');
    await watch(living, phone, page.items);
    for (const item of page.items)
      if (living.random() < (item.ad ? chances.clickAd : chances.click))
        wishes.push(...(await look(living, phone, item)));
  }
  return wishes;
}

/** Tells of a whole page at once, as a phone does that gathers what it has to say. */
async function watch(living: Living, phone: StorefrontPhone, items: readonly FeedItem[]): Promise<void> {
  const told = items.flatMap((item) => {
    const about = aboutOf(item);
    const watchMs = wholeBetween(living.random, 200, 2_000);
    return [
      event(item, 'Content Impression', about),
      ...item.video.products.map(({ id }) => event(item, 'Product Impression', { ...about, productId: id })),
      event(item, 'Content Played', { ...about, watchMs }),
    ];
  });
  await tellOnce(living, phone, told);
  for (const item of items) if (item.ad) await tellOfAd(living, phone, item, 'impression');
}

/** A tap on the product's card, and its page; sometimes with the wish to have it. */
async function look(living: Living, phone: StorefrontPhone, item: FeedItem): Promise<Wish[]> {
  const { random } = living;
  const [card] = item.video.products;
  if (!card) return [];
  await tellOnce(living, phone, [event(item, 'Product Clicked', { ...aboutOf(item), productId: card.id })]);
  if (item.ad) await tellOfAd(living, phone, item, 'click');
  const page = await phone.ask<ProductPage>('GET', `/products/${card.id}`);
  const sku = page.skus[Math.floor(random() * page.skus.length)];
  if (!sku || random() > chances.wish) return [];
  return [
    {
      skuId: sku.id,
      shopId: page.shopId,
      productId: page.id,
      price: sku.price,
      quantity: wholeBetween(random, 1, 3),
      touch: item.touch,
    },
  ];
}

/** Tells, and now and then tells all of it again, as a phone does that heard no answer. */
async function tellOnce(
  { market, notes, random }: Living,
  phone: StorefrontPhone,
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0) return;
  const events = told.map((one) => one.event);
  const { accepted } = await phone.ask<{ accepted: number }>('POST', '/events', { events });
  if (accepted !== events.length) throw new Error(`Only ${accepted} of ${events.length} events were taken.`);
  if (random() < chances.repeat) await phone.ask('POST', '/events', { events });
  for (const one of told) {
    const stall = market.stalls.findIndex(({ shopId }) => shopId === one.shopId);
    notes.tell(stall, one.event.event);
  }
}

/** An ad's showing or click counts once, also when it is told again as if it were new. */
async function tellOfAd(
  { notes, shopper, random }: Living,
  phone: StorefrontPhone,
  item: FeedItem,
  kind: 'impression' | 'click',
): Promise<void> {
  if (!item.ad) return;
  const name = kind === 'click' ? 'Ad Clicked' : 'Ad Impression';
  const tell = async () => {
    const events = [event(item, name, { ...aboutOf(item), adToken: item.ad?.token }).event];
    return (await phone.ask<{ accepted: number }>('POST', '/events', { events })).accepted;
  };
  if ((await tell()) === 1)
    notes.ads.push({ kind, planId: item.ad.planId, requestId: item.requestId, shopper });
  if (random() < chances.repeat) await tell();
}

const aboutOf = ({ video, touch, position }: FeedItem) => ({ contentId: video.id, touch, position });
const event = ({ video }: FeedItem, name: string, more: Readonly<Record<string, unknown>>): Told => ({
  shopId: video.account.shopId,
  event: { id: randomUUID(), at: new Date().toISOString(), event: name, ...more },
});
