/** Door to content: videos, what shoppers did with them, and the index of what is published. */
export type {
  ContentDoor,
  Feed,
  FeedVideo,
  OnReacted,
  Reaction,
  ReactionVerb,
  VideosChanged,
} from './content-door.ts';
export type { ContentOptions } from './content-options.ts';
export { contentMetrics } from './metrics/index.ts';
export { type Content, openContent } from './open-content.ts';
export { PublishedVideos } from './storefront/feed-index/published-videos.ts';
export { type ReactionMade, reactionsMade } from './storefront/reactions/reaction.ts';
export { contentTakeout } from './storefront/takeout/content-takeout.ts';
export { videoNames } from './videos/video-names-store.ts';
