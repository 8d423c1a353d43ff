/** A published video, and all of them as the feed looks at them. */
export type { Feed as Shelf, FeedVideo } from '#content';
