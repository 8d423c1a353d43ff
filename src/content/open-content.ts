import type { OpenAPIHono } from '@hono/zod-openapi';
import { gatherRoutes, type MeadowEnv } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import { accountHomeRoutes } from './account-homes/account-home-routes.ts';
import type { ContentDoor, OnReacted } from './content-door.ts';
import type { ContentOptions } from './content-options.ts';
import { moderationRoutes } from './moderation/moderation-routes.ts';
import { posterSubscriber, workPosters } from './posters/make-posters.ts';
import { posterRoutes } from './posters/poster-routes.ts';
import { homeRoutes } from './storefront/account-home/home-routes.ts';
import { openShopperMemory } from './storefront/cards/shopper-memory.ts';
import { cardsOf, openCountsAndMine } from './storefront/cards/video-cards.ts';
import { openCommenting } from './storefront/comments/comment.ts';
import { openFeedIndex } from './storefront/feed-index/feed-index.ts';
import { reactionRoutes } from './storefront/reactions/reaction-routes.ts';
import { reactionEventsSubscriber } from './storefront/reactions/write-events.ts';
import { shopperChangesSubscriber } from './storefront/shoppers/shopper-changes.ts';
import { workSweeping } from './upkeep/sweep-uploads.ts';
import { uploadRoutes } from './uploads/upload-routes.ts';
import { videoRoutes } from './videos/video-routes.ts';

export type Content = ContentDoor & {
  readonly routes: OpenAPIHono<MeadowEnv>;
  readonly subscribers: readonly Subscriber[];
  readonly close: () => Promise<void>;
};

/** Resolves once everything published is in memory, so that the first request finds a feed. */
export async function openContent(options: ContentOptions): Promise<Content> {
  const { records, productCards } = options;
  const index = openFeedIndex(records, options.onError);
  const memory = openShopperMemory(records);
  const listeners = new Set<OnReacted>();
  const tellReacted: OnReacted = (reaction) => {
    for (const told of listeners) told(reaction);
  };
  const reacting = { ...options, index, memory, tellReacted };
  const cards = { records, countsAndMine: openCountsAndMine(records), productCards, index, memory };
  const commenting = openCommenting(reacting);
  await workPosters(options);
  await workSweeping(options);
  await index.ready;
  return {
    feed: index,
    cardsOf: (videoIds, shopper) => cardsOf(cards, videoIds, shopper),
    followsOf: memory.followsOf,
    dislikesOf: memory.dislikesOf,
    onReacted: (told) => {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    routes: gatherRoutes(
      videoRoutes(options),
      posterRoutes(options),
      uploadRoutes(options),
      moderationRoutes(options, commenting),
      accountHomeRoutes(options, index),
      reactionRoutes(reacting, commenting),
      homeRoutes(cards),
    ),
    subscribers: [
      reactionEventsSubscriber(options),
      posterSubscriber(options),
      shopperChangesSubscriber(records, memory),
    ],
    close: index.close,
  };
}
