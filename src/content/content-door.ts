import type { AccountId, OrganizationId, ProductId, ShopId, ShopperId, VideoId } from '#kernel/ids';
import type { VideoCard, VideoKind } from './contract.ts';

/** A published video as the feed, the auction and the serve log need it; raw ids. */
export type FeedVideo = {
  readonly id: VideoId;
  /** Its own in this process, counted from 0: what others know of videos lies in arrays by it, found without a map. */
  readonly number: number;
  readonly organizationId: OrganizationId;
  readonly shopId: ShopId;
  readonly accountId: AccountId;
  /** In this process the same for all videos of an account, and another for every other account. */
  readonly accountNumber: number;
  /** `self`, `partner` or `none`, as in touches. */
  readonly accountType: string;
  readonly kind: VideoKind;
  readonly category: string | null;
  readonly productIds: readonly ProductId[];
  /** In this process, as `accountNumber` is of accounts. */
  readonly productNumbers: readonly number[];
  readonly durationMs: number;
  readonly publishedAtMs: number;
  readonly simulated: boolean;
};

/**
 * All published videos in memory; every server copy hears of a change within a second. Lists are the newest first, and
 * the same until something changes.
 */
export type Feed = {
  readonly published: () => readonly FeedVideo[];
  readonly find: (videoId: string) => FeedVideo | undefined;
  /** By its number: an array, where `find` is a map of a hundred thousand texts. */
  readonly numbered: (number: number) => FeedVideo | undefined;
  readonly ofAccount: (accountId: string) => readonly FeedVideo[];
  readonly ofCategory: (category: string) => readonly FeedVideo[];
};

/** What a shopper did with a video or an account. */
export const reactionVerbs = [
  'liked',
  'unliked',
  'favorited',
  'unfavorited',
  'disliked',
  'undisliked',
  'commented',
  'shared',
  'followed',
  'unfollowed',
] as const;
export type ReactionVerb = (typeof reactionVerbs)[number];

export type Reaction = {
  readonly verb: ReactionVerb;
  readonly shopper: { readonly id: ShopperId; readonly person: number; readonly simulated: boolean };
  readonly organizationId: OrganizationId;
  /** Null for following an account from its home. */
  readonly videoId: VideoId | null;
  readonly accountId: AccountId;
  readonly atMs: number;
};

/** Told in this process after a reaction is durable; what must not be lost reads the topic `reactions.made`. */
export type OnReacted = (reaction: Reaction) => void;

/** Payload of the outbox topic `videos.changed`. */
export type VideosChanged = { readonly videoIds: readonly VideoId[] };

/** What the contexts to the right ask of content. */
export type ContentDoor = {
  readonly feed: Feed;
  /** Cards of published videos for one shopper; one that is not published has none. */
  readonly cardsOf: (
    videoIds: readonly VideoId[],
    shopper: { readonly id: ShopperId },
  ) => Promise<Map<VideoId, VideoCard>>;
  /** Accounts followed; may be a second old, except for what this process wrote. */
  readonly followsOf: (shopperId: ShopperId) => Promise<ReadonlySet<AccountId>>;
  /** Videos marked not interesting, with the same freshness. */
  readonly dislikesOf: (shopperId: ShopperId) => Promise<ReadonlySet<VideoId>>;
  /** Answers how to stop being told. */
  readonly onReacted: (told: OnReacted) => () => void;
};
