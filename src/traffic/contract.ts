/** Wire schemas of traffic: the feed, placements, and what shoppers' screens tell; browser-safe. */
import { z } from 'zod';
import { videoCard } from '#content/contract';
import { candidateSources } from './feed/candidate-sources.ts';

export * from './slots/placements/placement.ts';
export * from './slots/placements/placement-shapes.ts';

export const feedPageMax = 20;

export const feedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(feedPageMax).default(6),
  /** A video to begin with, such as one that was shared. */
  around: z.string().max(36).optional(),
  /**
   * `true` from a screen that begins, or was loaded again: it shows nothing of what was sent before, so its first
   * videos are no ads, however short the visit was left.
   */
  begins: z.enum(['true', 'false']).default('false'),
  /** Ids of videos the screen holds and has not shown yet, separated by commas: they are not sent again. */
  have: z.string().max(1_000).optional(),
  /** `true` once everything was seen: what was seen longest ago may come again. */
  again: z.enum(['true', 'false']).default('false'),
});

export const feedItem = z.object({
  /** Names this answer in everything that follows from it. */
  requestId: z.string(),
  position: z.int(),
  video: videoCard,
  /** Touch token: goes with the shopper to the product, the cart and the order. */
  touch: z.string(),
  /** Present where somebody pays for this place; such items are marked 广告. */
  ad: z.object({ planId: z.string(), token: z.string() }).nullable(),
  /** `slot`: the seller chose to show it to people like this shopper; such items are marked 推荐. */
  why: z.enum([...candidateSources, 'asked', 'again', 'ad', 'slot']),
});
export const feedPage = z.object({
  items: z.array(feedItem),
  /** Nothing is left that this shopper has not seen. */
  exhausted: z.boolean(),
});

/**
 * What a screen may tell; likes, follows, comments, claims and orders are told by the routes that change them. A coupon is
 * entered or removed where a shopper chooses at the checkout; placing the order tells whether it was applied or denied.
 */
export const toldEvents = [
  'Screen Viewed',
  'Content Impression',
  'Content Played',
  'Product Impression',
  'Product Clicked',
  'Product Viewed',
  'Product Added',
  'Product Removed',
  'Cart Viewed',
  'Checkout Started',
  'Coupon Entered',
  'Coupon Removed',
  'Promotion Viewed',
  'Promotion Clicked',
  'Ad Impression',
  'Ad Clicked',
] as const;
export const eventsPerRequestMax = 50;

export const toldEvent = z.strictObject({
  /** Made by the screen: the same one sent again counts once. */
  id: z.uuid(),
  event: z.enum(toldEvents),
  at: z.iso.datetime({ offset: true }),
  contentId: z.string().max(36).optional(),
  productId: z.string().max(36).optional(),
  sku: z.string().max(200).optional(),
  touch: z.string().max(1_000).optional(),
  /** Whole second of the video. */
  touchSecond: z.int().min(0).max(86_400).optional(),
  watchMs: z.int().min(0).max(86_400_000).optional(),
  durationMs: z.int().min(0).max(86_400_000).optional(),
  position: z.int().min(0).max(65_535).optional(),
  adToken: z.string().max(2_000).optional(),
  /** Of the shopper's own coupons, the one that is entered or removed. */
  claimedCouponId: z.string().max(36).optional(),
  /** Of a screen. */
  name: z.string().max(80).optional(),
});
export const toldEventsBody = z.strictObject({ events: z.array(toldEvent).min(1).max(eventsPerRequestMax) });
export const toldAnswer = z.object({
  /** Durable now. */
  accepted: z.int(),
  /** About something that is not here, or an ad that was not shown. */
  ignored: z.int(),
});

export type FeedItem = z.infer<typeof feedItem>;
export type FeedPage = z.infer<typeof feedPage>;
export type ToldEvent = z.infer<typeof toldEvent>;
