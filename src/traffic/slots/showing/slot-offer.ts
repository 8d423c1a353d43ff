import type { PlacementId } from '#kernel/ids';
import type { FeedVideo } from '../../feed/feed-video.ts';

/** A video that a placement puts into the feed. */
export type SlotOffer = { readonly placementId: PlacementId; readonly video: FeedVideo };

/** At most so many offers for one shopper, best first and each video once, without those that must not come. */
export type SlotOffers = (places: number, mustNotCome: (video: FeedVideo) => boolean) => readonly SlotOffer[];
