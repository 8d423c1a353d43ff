import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AdServing } from '#ads';
import type { ContentDoor } from '#content';
import type { GroupsAsked, Ingest } from '#events';
import type { ShopperId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { Gathering } from '#platform/gathering';
import { gatherRoutes, type MeadowEnv } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import { isRefusedByRecords, type Records } from '#platform/records';
import type { CouponDesk, Shelf as ProductShelf, Shopper, TouchTokens } from '#shop';
import { feedRoutes } from './feed/feed-routes.ts';
import { RhythmMemory } from './feed/rhythm-memory.ts';
import { type Learner, startLearner } from './learning/learner.ts';
import { SeenMemory } from './seen/seen-memory.ts';
import { type Keeping, keepWatched, readWatched } from './seen/seen-store.ts';
import { seenByShoppersSubscriber } from './seen/shopper-changes.ts';
import type { Watched } from './seen/watched.ts';
import { ServeLog } from './serve-log/serve-log.ts';
import { writeServes } from './serve-log/serve-log-store.ts';
import { type OpenSlots, openSlots } from './slots/open-slots.ts';
import { marketPlacementRoutes } from './slots/placements/market-routes.ts';
import { placementRoutes } from './slots/placements/placement-routes.ts';
import { bannerRoutes } from './slots/showing/banner-routes.ts';
import { telemetryRoutes } from './telemetry/telemetry-routes.ts';

export type TrafficOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly content: ContentDoor;
  readonly products: ProductShelf;
  readonly coupons: CouponDesk;
  readonly ads: AdServing;
  readonly touchTokens: TouchTokens;
  readonly ingest: Ingest;
  /** Groups of people that placements may be for. */
  readonly groups: GroupsAsked;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
};

export type Traffic = {
  readonly routes: OpenAPIHono<MeadowEnv>;
  readonly learner: Learner;
  readonly placements: Pick<OpenSlots, 'refresh'>;
  readonly subscribers: readonly Subscriber[];
  readonly close: () => Promise<void>;
};

/** Showings of one shopper that are looked at: a year of swiping, in which nothing is repeated. */
const watchedMax = 20_000;
/** Shoppers who come at the same time and are read together. */
const comingMax = 50;
/** Tellings that are kept by one statement: beyond, the first would wait longer than all gain. */
const keepingsMax = 100;

export function openTraffic(options: TrafficOptions): Traffic {
  const { records, columnar, content, ads, touchTokens, onError, now = Date.now } = options;
  const learner = startLearner({ columnar, shelf: content.feed, now, onError });
  const watched = new Gathering(
    (shopperIds: readonly ShopperId[]) => readWatched(records, shopperIds, watchedMax),
    { batchMax: comingMax },
  );
  const seen = new SeenMemory({
    load: (shopperId) => watched.ask(shopperId),
    numberOf: (videoId) => content.feed.find(videoId)?.number,
  });
  const placements = openSlots({ records, groups: options.groups, shelf: content.feed, onError });
  const { slots } = placements;
  const log = new ServeLog({ write: (rows) => writeServes(columnar, rows), onError });

  const keepings = new Gathering(
    async (together: readonly Keeping[]) => {
      await keepWatched(records, together);
      return together;
    },
    { batchMax: keepingsMax, isFaultOfOne: isRefusedByRecords },
  );
  const keep = async (shopper: Pick<Shopper, 'id'>, watched: readonly Watched[]) => {
    if (watched.length === 0) return;
    await keepings.ask({ shopperId: shopper.id, watched });
    await seen.heard(shopper.id, watched);
  };
  const stopHearing = content.onReacted(({ verb, shopper, videoId, atMs }) => {
    if (videoId === null || (verb !== 'liked' && verb !== 'favorited' && verb !== 'disliked')) return;
    const showing = { videoId, seenAtMs: atMs, watchRatio: 0, clickedProduct: false };
    keep(shopper, [{ ...showing, liked: verb !== 'disliked', disliked: verb === 'disliked' }]).catch(onError);
  });

  const feed = {
    content,
    ads,
    touchTokens,
    shelf: content.feed,
    knowledge: learner.knowledge,
    seen,
    rhythms: new RhythmMemory(),
    log,
    slots,
  };
  return {
    routes: gatherRoutes(
      feedRoutes(feed, now),
      bannerRoutes({ slots, touchTokens }, now),
      placementRoutes({ records, now }),
      marketPlacementRoutes({ records, now }),
      telemetryRoutes({ ...options, slots, keepWatched: keep }, now),
    ),
    learner,
    placements,
    subscribers: [seenByShoppersSubscriber(records, seen, placements.showings)],
    close: async () => {
      stopHearing();
      await learner.stop();
      await placements.close();
      await log.close();
    },
  };
}
