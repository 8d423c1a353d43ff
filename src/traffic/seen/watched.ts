/** What one shopper did with one video, over all times it was shown to them. */
export type Watched = {
  readonly videoId: string;
  readonly seenAtMs: number;
  /** Longest watch as a share of the video's length; above 1 when it was watched again. */
  readonly watchRatio: number;
  readonly liked: boolean;
  readonly clickedProduct: boolean;
  readonly disliked: boolean;
  /** The video's number in this process, where it was looked up already. */
  readonly number?: number;
};

/** Later news of a showing never makes it less than it was. */
export function joined(before: Watched | undefined, news: Watched): Watched {
  if (!before) return news;
  return {
    videoId: news.videoId,
    seenAtMs: Math.max(before.seenAtMs, news.seenAtMs),
    watchRatio: Math.max(before.watchRatio, news.watchRatio),
    liked: before.liked || news.liked,
    clickedProduct: before.clickedProduct || news.clickedProduct,
    disliked: before.disliked || news.disliked,
    ...(before.number === undefined ? {} : { number: before.number }),
  };
}

/** How much a showing speaks for more of its kind, from -1 to 1: what somebody does weighs more than they say. */
export function fondness({ watchRatio, liked, clickedProduct, disliked }: Watched): number {
  if (disliked) return -1;
  // Swiped away within the first tenth: no; watched to the end: yes.
  const watching = Math.min(1, watchRatio) * 0.9 - 0.25;
  return Math.min(1, watching + (liked ? 0.35 : 0) + (clickedProduct ? 0.35 : 0));
}
