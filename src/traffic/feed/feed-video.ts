import type { FeedVideo } from '#content';

export type { FeedVideo } from '#content';

/** All published videos as the feed looks at them; rebuilt when the list behind it is another one. */
export type Shelf = {
  readonly videos: readonly FeedVideo[];
  readonly byId: ReadonlyMap<string, FeedVideo>;
  readonly byAccount: ReadonlyMap<string, readonly FeedVideo[]>;
  readonly byCategory: ReadonlyMap<string, readonly FeedVideo[]>;
  /** Newest first. */
  readonly newest: readonly FeedVideo[];
};

export function shelfOf(videos: readonly FeedVideo[]): Shelf {
  const newest = [...videos].sort((one, other) => other.publishedAtMs - one.publishedAtMs);
  return {
    videos,
    byId: new Map(videos.map((video) => [video.id, video])),
    byAccount: Map.groupBy(newest, (video) => video.accountId),
    byCategory: Map.groupBy(newest, (video) => video.category ?? ''),
    newest,
  };
}
