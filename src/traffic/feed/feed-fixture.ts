import type { FeedVideo } from './feed-video.ts';

/** A published video for tests; what does not matter is filled in. */
export const feedVideo = (
  given: Partial<Record<keyof FeedVideo, unknown>> & { readonly id: string },
): FeedVideo =>
  ({
    organizationId: 'o1',
    shopId: 's1',
    accountId: 'a1',
    accountType: 'self',
    kind: 'selling',
    category: 'tea',
    productIds: [],
    durationMs: 10_000,
    publishedAtMs: 0,
    simulated: false,
    ...given,
  }) as FeedVideo;
