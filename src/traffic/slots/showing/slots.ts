import type { GroupsAsked } from '#events';
import type { ShopId, ShopperId } from '#kernel/ids';
import { randomOf } from '#science/random';
import type { Shopper } from '#shop';
import type { Shelf } from '../../feed/feed-video.ts';
import type { SeenByShopper } from '../../seen/seen-memory.ts';
import type { PlacementKind } from '../placements/placement.ts';
import { inOrder, isFor, mayShowAgain, type Showings } from './offer-placements.ts';
import type { PlacementMemory } from './placement-memory.ts';
import type { ServedPlacement } from './served-placement.ts';
import type { ShowingsMemory } from './showings-memory.ts';
import type { Showing } from './showings-store.ts';
import type { SlotOffers } from './slot-offer.ts';

export type SlotsParts = {
  readonly placements: PlacementMemory;
  readonly groups: GroupsAsked;
  readonly shelf: Pick<Shelf, 'find'>;
  readonly showings: ShowingsMemory;
  readonly keep: (shopperId: ShopperId, showings: readonly Showing[]) => Promise<void>;
};

type Asked = {
  readonly seen: Pick<SeenByShopper, 'watched'>;
  readonly showings: Showings | null;
  /** Chance is drawn from it, so that a page can be made again from its log. */
  readonly requestId: string;
  readonly nowMs: number;
};

/** What a server asks of placements while it makes a page: all from memory, but for who was shown what. */
export class Slots {
  readonly #parts: SlotsParts;

  constructor(parts: SlotsParts) {
    this.#parts = parts;
  }

  find(placementId: string): ServedPlacement | undefined {
    return this.#parts.placements.find(placementId);
  }

  /** What somebody was shown; null, and nothing is read, where no placement of that kind is for them. */
  async showingsOf(
    shopper: Pick<Shopper, 'id' | 'person'>,
    kind: PlacementKind,
    nowMs: number,
  ): Promise<Showings | null> {
    const { placements, groups, showings } = this.#parts;
    const isAnyFor = placements.ofKind(kind).some((one) => isFor(one, shopper.person, groups, nowMs));
    return isAnyFor ? showings.of(shopper.id) : null;
  }

  /** What the feed may put at its places for a shopper. */
  offersIn({ person }: Pick<Shopper, 'person'>, { seen, showings, requestId, nowMs }: Asked): SlotOffers {
    const { placements, groups, shelf } = this.#parts;
    return (places, mustNotCome) => {
      if (!showings || places <= 0) return [];
      const fit = placements.ofKind('feed').flatMap((placement) => {
        const video = placement.videoId === null ? undefined : shelf.find(placement.videoId);
        if (!video || mustNotCome(video) || !isFor(placement, person, groups, nowMs)) return [];
        const shown = showings.get(placement.placementId) ?? [];
        const seenAtMs = seen.watched.get(video.id)?.seenAtMs ?? null;
        return mayShowAgain(placement, shown, seenAtMs, nowMs) ? [{ ...placement, video }] : [];
      });
      const ordered = inOrder(fit, randomOf(`slots of ${requestId}`));
      const offered = new Map(ordered.toReversed().map((one) => [one.video.id, one]));
      return ordered
        .filter((one) => offered.get(one.video.id) === one)
        .slice(0, places)
        .map(({ placementId, video }) => ({ placementId, video }));
    };
  }

  /** The banner above a page for a shopper: of one shop on its own page, of any where the page is the market's. */
  async bannerFor(
    shopper: Pick<Shopper, 'id' | 'person'>,
    { shopId, requestId, nowMs }: { shopId: ShopId | null; requestId: string; nowMs: number },
  ): Promise<ServedPlacement | null> {
    const { placements, groups } = this.#parts;
    const showings = await this.showingsOf(shopper, 'banner', nowMs);
    if (!showings) return null;
    const fit = placements
      .ofKind('banner')
      .filter(
        (one) =>
          (shopId === null || one.shopId === shopId) &&
          isFor(one, shopper.person, groups, nowMs) &&
          mayShowAgain(one, showings.get(one.placementId) ?? [], null, nowMs),
      );
    return inOrder(fit, randomOf(`slots of ${requestId}`))[0] ?? null;
  }

  /** Showings that a screen told of, for the caps. */
  async shown(shopper: Pick<Shopper, 'id'>, showings: readonly Showing[]): Promise<void> {
    if (showings.length === 0) return;
    await this.#parts.keep(shopper.id, showings);
    this.#parts.showings.heard(shopper.id, showings);
  }
}
