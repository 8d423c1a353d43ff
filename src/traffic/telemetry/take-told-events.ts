import type { AdServing } from '#ads';
import type { ContentDoor } from '#content';
import { type Ingest, marketNamespace, shopperSender } from '#events';
import { type OrganizationId, parseId, type VideoId } from '#kernel/ids';
import type { CouponDesk, Shelf as ProductShelf, Shopper, Touch, TouchTokens } from '#shop';
import type { ToldEvent } from '../contract.ts';
import type { Watched } from '../seen/watched.ts';
import type { Slots } from '../slots/showing/slots.ts';
import { slotShown } from '../slots/slot-request.ts';
import { messageOf, ownerOf, type Subject } from './told-event-message.ts';
import { watchedFrom } from './watched-from.ts';

export type TelemetryParts = {
  readonly content: Pick<ContentDoor, 'feed'>;
  readonly products: Pick<ProductShelf, 'ownersOf'>;
  readonly coupons: Pick<CouponDesk, 'meant'>;
  readonly ads: Pick<AdServing, 'shown' | 'clicked'>;
  readonly touchTokens: TouchTokens;
  readonly ingest: Ingest;
  readonly slots: Pick<Slots, 'find' | 'shown'>;
  /** Keeps showings in the records and in memory. */
  readonly keepWatched: (shopper: Shopper, watched: readonly Watched[]) => Promise<void>;
};

type Told = { readonly event: ToldEvent; readonly subject: Subject; readonly owner: OrganizationId };

/**
 * Takes over what a screen tells: finds out whose it is, settles ads, makes it durable as events of the owners and
 * as showings of the shopper. Sent again it changes nothing, so a screen that got no answer just repeats.
 */
export async function takeToldEvents(
  parts: TelemetryParts,
  shopper: Shopper,
  events: readonly ToldEvent[],
  nowMs: number,
): Promise<{ readonly accepted: number; readonly ignored: number }> {
  const told = await withSubjects(parts, shopper, events, nowMs);
  const counted = await withoutFalseAds(parts, shopper, told, nowMs);
  const byOwner = [...Map.groupBy(counted, ({ owner }) => owner)];
  const writing = byOwner.map(([owner, own]) =>
    parts.ingest({
      sender: shopperSender(owner, shopper),
      events: own.map(({ event, subject }) => messageOf(event, subject, shopper, nowMs)),
    }),
  );
  const [taken] = await Promise.all([
    Promise.all(writing),
    parts.keepWatched(shopper, watchedFrom(counted, nowMs)),
    parts.slots.shown(shopper, showingsFrom(counted, nowMs)),
  ]);
  const accepted = taken.reduce((sum, { accepted }) => sum + accepted, 0);
  return { accepted, ignored: events.length - accepted };
}

/** Events whose subject is not here, or is not what they say they are about, are left out. */
async function withSubjects(
  { content, products, coupons, touchTokens, slots }: TelemetryParts,
  shopper: Shopper,
  events: readonly ToldEvent[],
  nowMs: number,
): Promise<Told[]> {
  const productIds = events.flatMap(({ productId }) =>
    productId ? (parseId('product', productId) ?? []) : [],
  );
  const owners = await products.ownersOf([...new Set(productIds)]);
  const meant = await coupons.meant(shopper, events.flatMap(couponIdOf));
  // What is told of one showing bears the same touch: its signature is checked once.
  const touches = new Map<string, Touch | null>();
  const touchOf = (token: string) => {
    const known = touches.get(token);
    if (known !== undefined) return known;
    const read = touchTokens.read(token, nowMs);
    touches.set(token, read);
    return read;
  };
  return events.flatMap((event) => {
    const contentId = event.contentId === undefined ? null : parseId('video', event.contentId);
    const productId = event.productId === undefined ? null : parseId('product', event.productId);
    const touch = event.touch === undefined ? null : touchOf(event.touch);
    const video = contentId === null ? null : content.feed.find(contentId as VideoId);
    const product = productId === null ? null : owners.get(productId);
    if (video === undefined || product === undefined) return [];
    // A touch speaks for the video it was given with, and for products reached from there.
    if (video && touch && touch.contentId !== null && touch.contentId !== video.id) return [];
    const shown = slotShown(touch?.requestId);
    const placement = (shown && slots.find(shown.placementId)) ?? null;
    const coupon = meant.get(couponIdOf(event)[0] ?? '') ?? null;
    const subject: Subject = { video, product, coupon, touch, placement };
    const owner = ownerOf(event, subject);
    if (
      owner === null &&
      event.event !== 'Screen Viewed' &&
      event.event !== 'Cart Viewed' &&
      event.event !== 'Checkout Started'
    )
      return [];
    return [{ event, subject, owner: owner ?? marketNamespace }];
  });
}

/** A coupon is looked for only where it is what an event is about. */
const couponIdOf = ({ event, claimedCouponId }: ToldEvent): string[] => {
  const id = event.startsWith('Coupon') ? parseId('claimedCoupon', claimedCouponId ?? '') : null;
  return id === null ? [] : [id];
};

/** Impressions of placements among what was told; a showing bears the request that made it. */
const showingsFrom = (told: readonly Told[], nowMs: number) =>
  told.flatMap(({ event, subject: { touch, placement } }) => {
    const shown = slotShown(touch?.requestId);
    const isImpression = event.event === 'Content Impression' || event.event === 'Promotion Viewed';
    return shown && placement && isImpression ? [{ ...shown, atMs: nowMs }] : [];
  });

/**
 * An ad's impression or click is an event only if the auction knows it and it comes for the first time. Showings are
 * settled together; clicks after all of them and one by one, for a click counts only behind its showing.
 */
async function withoutFalseAds(
  { ads }: TelemetryParts,
  shopper: Shopper,
  told: readonly Told[],
  nowMs: number,
): Promise<Told[]> {
  const counts = await Promise.all(
    told.map(async ({ event: { event, adToken } }) => {
      if (event !== 'Ad Impression') return event !== 'Ad Clicked';
      return adToken !== undefined && (await ads.shown(adToken, shopper, nowMs)) === 'shown';
    }),
  );
  for (const [place, { event }] of told.entries()) {
    if (event.event !== 'Ad Clicked' || event.adToken === undefined) continue;
    const outcome = await ads.clicked(event.adToken, shopper, nowMs);
    counts[place] = outcome === 'charged' || outcome === 'over_budget';
  }
  return told.filter((_, place) => counts[place]);
}
