import type { FeedVideo } from '#content';
import { type OrganizationId, showId } from '#kernel/ids';
import { creatorOf, type MeantCoupon, type ProductOwner, type Shopper, type Touch } from '#shop';
import type { ToldEvent } from '../contract.ts';
import type { ServedPlacement } from '../slots/showing/served-placement.ts';

/** What a told event is about, as the platform knows it; never as the screen says. */
export type Subject = {
  readonly video: FeedVideo | null;
  readonly product: ProductOwner | null;
  readonly coupon: MeantCoupon | null;
  readonly touch: Touch | null;
  /** What the touch was given by, where it was shown by a placement that is known here. */
  readonly placement: ServedPlacement | null;
};

/** A minute of wrong clock is usual; an event that was kept on a plane is a day old. */
const earlyMsMax = 60_000;
const lateMsMax = 24 * 3_600_000;

/**
 * Events about a product belong to whoever sells it, about a coupon to whoever gives it, about a video to whoever published
 * it, about a banner to whoever placed it, others to the market.
 */
export function ownerOf(
  { event }: ToldEvent,
  { video, product, coupon, placement }: Subject,
): OrganizationId | null {
  if (event.startsWith('Promotion')) return placement?.organizationId ?? null;
  if (event.startsWith('Coupon')) return coupon?.organizationId ?? null;
  if (event.startsWith('Product')) return product?.organizationId ?? null;
  return video?.organizationId ?? product?.organizationId ?? null;
}

/** The event in Segment's words, with raw ids and the axes of the signed touch. */
export function messageOf(
  told: ToldEvent,
  subject: Subject,
  shopper: Shopper,
  nowMs: number,
): Readonly<Record<string, unknown>> {
  const { video, product, coupon, touch, placement } = subject;
  const atMs = Math.min(nowMs + earlyMsMax, Math.max(nowMs - lateMsMax, Date.parse(told.at)));
  const isOfProduct = told.event.startsWith('Product');
  const banner = told.event.startsWith('Promotion') ? placement : null;
  return {
    type: 'track',
    event: told.event,
    // The screen chose the id, so it is the shopper's own and cannot hide another's event.
    messageId: `${shopper.id}:${told.id}`,
    // Who it was is the sender's person number; no organisation learns more of a shopper.
    anonymousId: 'shopper',
    timestamp: new Date(atMs).toISOString(),
    properties: said({
      shop_id:
        coupon?.shopId ??
        (isOfProduct ? product?.shopId : (video?.shopId ?? product?.shopId ?? banner?.shopId)),
      account_id: video?.accountId ?? touch?.accountId,
      content_id: video?.id ?? touch?.contentId,
      product_id: product?.productId,
      category: isOfProduct ? product?.category : (video?.category ?? product?.category),
      sku: told.sku,
      carrier: touch?.carrier ?? (video ? 'short_video' : product ? 'product_card' : null),
      source: touch?.source,
      account_type: touch?.accountType ?? video?.accountType,
      plan_id: touch?.planId,
      creator_id: video ? creatorOf(video) : touch?.creatorId,
      room_id: touch?.roomId,
      request_id: touch?.requestId,
      touch_second: told.touchSecond,
      position: told.position,
      watch_ms: told.watchMs,
      // What the platform measured when the video came in, not what the screen claims.
      duration_ms: video?.durationMs ?? told.durationMs,
      name: told.name,
      coupon_id: coupon && showId('coupon', coupon.couponId),
      coupon_name: coupon?.name,
      promotion_id: banner && showId('placement', banner.placementId),
    }),
  };
}

/** Only what there is to say. */
function said(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
