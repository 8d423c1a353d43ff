import type { AccountId, VideoId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Shopper } from '#shop';
import type { OnReacted, ReactionVerb } from '../../content-door.ts';
import type { ContentOptions } from '../../content-options.ts';
import type { ReactionKind, VideoCounts } from '../../contract.ts';
import type { ShopperMemory } from '../cards/shopper-memory.ts';
import type { FeedAccount } from '../feed-index/feed-entry.ts';
import type { FeedIndex } from '../feed-index/feed-index.ts';
import { type ReactionMade, reactionMade, type Subject } from './reaction.ts';
import { addShare, type Changed, setFollow, setReaction } from './reactions-store.ts';

export type ReactParts = Pick<ContentOptions, 'records' | 'readTouch'> & {
  readonly index: FeedIndex;
  readonly memory: ShopperMemory;
  readonly tellReacted: OnReacted;
};

export const noVideo = () => refuse('not_found', 'There is no such video.');
const noAccount = () => refuse('not_found', 'There is no such account.');

const verbsOf: Readonly<Record<ReactionKind, readonly [on: ReactionVerb, off: ReactionVerb]>> = {
  like: ['liked', 'unliked'],
  favorite: ['favorited', 'unfavorited'],
  dislike: ['disliked', 'undisliked'],
};

type Token = string | null | undefined;

export async function react(
  parts: ReactParts,
  shopper: Shopper,
  videoId: VideoId,
  kind: ReactionKind,
  on: boolean,
  token: Token,
): Promise<Result<VideoCounts, Refusal>> {
  return onVideo(parts, shopper, videoId, verbsOf[kind][on ? 0 : 1], token, (made) =>
    setReaction(parts.records, shopper.id, videoId, kind, on, made),
  );
}

export async function share(parts: ReactParts, shopper: Shopper, videoId: VideoId, token: Token) {
  return onVideo(parts, shopper, videoId, 'shared', token, (made) =>
    addShare(parts.records, shopper.id, videoId, made),
  );
}

/** One reaction to a published video: durable first, then told within this process. */
export async function onVideo(
  parts: ReactParts,
  shopper: Shopper,
  videoId: VideoId,
  verb: ReactionVerb,
  token: Token,
  change: (made: ReactionMade) => Promise<Changed | null>,
): Promise<Result<VideoCounts, Refusal>> {
  const entry = parts.index.find(videoId);
  if (!entry) return noVideo();
  const subject: Subject = {
    organizationId: entry.organizationId,
    videoId,
    accountId: entry.accountId,
    shopId: entry.shopId,
    accountType: entry.accountType,
    category: entry.category,
  };
  const made = madeNow(parts, verb, subject, shopper, token);
  const changed = await change(made);
  if (changed === null) return noVideo();
  if (changed.isNew) told(parts, shopper, made);
  return ok(changed.counts);
}

export async function follow(
  parts: ReactParts,
  shopper: Shopper,
  accountId: AccountId,
  on: boolean,
  token: Token,
): Promise<Result<{ followed: boolean; followers: number }, Refusal>> {
  const account = parts.index.account(accountId);
  if (!account) return noAccount();
  const made = madeNow(parts, on ? 'followed' : 'unfollowed', subjectOf(account), shopper, token);
  const { isNew, followers } = await setFollow(parts.records, shopper.id, accountId, on, made);
  if (isNew) told(parts, shopper, made);
  return ok({ followed: on, followers });
}

const subjectOf = (account: FeedAccount): Subject => ({
  organizationId: account.organizationId,
  videoId: null,
  accountId: account.id,
  shopId: account.shopId,
  accountType: account.accountType,
  category: null,
});

function madeNow(
  parts: ReactParts,
  verb: ReactionVerb,
  subject: Subject,
  shopper: Shopper,
  token: Token,
): ReactionMade {
  const nowMs = Date.now();
  return reactionMade(verb, subject, shopper, token ? parts.readTouch(token, nowMs) : null, nowMs);
}

function told(parts: ReactParts, { id, person, simulated }: Shopper, made: ReactionMade): void {
  parts.memory.forget(id);
  const { verb, organizationId, videoId, accountId, atMs } = made;
  parts.tellReacted({ verb, organizationId, videoId, accountId, atMs, shopper: { id, person, simulated } });
}
