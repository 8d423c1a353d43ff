import type { AdServing } from '#ads';
import type { ContentDoor } from '#content';
import { newId, showId, type VideoId } from '#kernel/ids';
import type { Random } from '#science/random';
import { randomOf } from '#science/random';
import { creatorOf, type Shopper, type TouchTokens } from '#shop';
import type { FeedPage } from '../contract.ts';
import type { ItemKnowledge } from '../learning/item-knowledge.ts';
import type { SeenMemory } from '../seen/seen-memory.ts';
import type { ServeLog } from '../serve-log/serve-log.ts';
import type { Slots } from '../slots/showing/slots.ts';
import { slotRequest } from '../slots/slot-request.ts';
import type { Shelf } from './feed-video.ts';
import { makePage, type PageRequest, type Placed } from './make-page.ts';
import type { RhythmMemory } from './rhythm-memory.ts';

export type FeedParts = {
  readonly content: Pick<ContentDoor, 'cardsOf' | 'followsOf' | 'dislikesOf'>;
  readonly ads: Pick<AdServing, 'decide'>;
  readonly touchTokens: TouchTokens;
  readonly shelf: Shelf;
  readonly knowledge: () => ItemKnowledge;
  readonly seen: SeenMemory;
  readonly rhythms: RhythmMemory;
  readonly log: ServeLog;
  readonly slots: Pick<Slots, 'showingsOf' | 'offersIn'>;
  /** Randomness by request, so that a page can be made again from its log. */
  readonly randomOf?: (requestId: string) => Random;
};

/** A page of the feed for one shopper: decided in memory, dressed by content, written down with its chances. */
export async function serveFeed(parts: FeedParts, shopper: Shopper, request: PageRequest): Promise<FeedPage> {
  const [seen, followed, disliked, showings] = await Promise.all([
    parts.seen.of(shopper.id),
    parts.content.followsOf(shopper.id),
    parts.content.dislikesOf(shopper.id),
    parts.slots.showingsOf(shopper, 'feed', request.nowMs),
  ]);
  const requestId = newId('request', request.nowMs);
  const page = makePage(
    request,
    {
      shelf: parts.shelf,
      knowledge: parts.knowledge(),
      seen,
      followed,
      disliked,
      rhythm: parts.rhythms.of(shopper.id),
    },
    (slots, exclude) =>
      parts.ads.decide({ shopper, placement: 'feed', requestId, slots, exclude, nowMs: request.nowMs }),
    (parts.randomOf ?? randomOf)(requestId),
    parts.slots.offersIn(shopper, { seen, showings, requestId, nowMs: request.nowMs }),
  );
  const cards = await parts.content.cardsOf(
    page.places.map(({ video }) => video.id),
    shopper,
  );
  // One that was removed a moment ago has no card any more.
  const shown = page.places.filter(({ video }) => cards.has(video.id));
  parts.rhythms.keep(shopper.id, page.rhythm);
  await parts.seen.served(
    shopper.id,
    shown.map(({ video }) => video.id),
  );
  parts.log.add(shown, { requestId, shopper, candidates: page.candidates, atMs: request.nowMs });
  return {
    exhausted: page.exhausted,
    items: shown.flatMap((placed, position) => {
      const video = cards.get(placed.video.id as VideoId);
      if (!video) return [];
      return [
        {
          requestId: showId('request', requestId),
          position,
          video,
          why: placed.why,
          touch: parts.touchTokens.sign(touchOf(placed, requestId), request.nowMs),
          ad: placed.ad && { planId: showId('plan', placed.ad.planId), token: placed.ad.token },
        },
      ];
    }),
  };
}

/**
 * What this showing is to whatever follows from it. An ad is a place in the feed that somebody paid for, a placement one
 * that a seller chose.
 */
const touchOf = ({ video, ad, slot }: Placed, requestId: string) => ({
  carrier: 'short_video' as const,
  source: 'feed' as const,
  accountType: video.accountType === 'partner' ? ('partner' as const) : ('self' as const),
  planId: ad?.planId ?? null,
  accountId: video.accountId,
  contentId: video.id,
  roomId: null,
  creatorId: creatorOf(video),
  requestId: slot ? slotRequest(requestId, slot.placementId) : requestId,
  touchSecond: null,
});
