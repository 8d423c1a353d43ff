import { newId, type OrganizationId, type VideoId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { RateLimiter } from '#platform/http';
import { BriefMemory } from '#platform/memory';
import { forbiddenIn, type Shopper } from '#shop';
import { findWords } from '../../moderation/find-words.ts';
import { noVideo, onVideo, type ReactParts } from '../reactions/react.ts';
import { addComment, type Comment, readBlockedWords } from './comments-store.ts';

/** A change of an organisation's words is obeyed within this time. */
const wordsLifeMs = 2_000;
/** Of one shopper. */
const commentsPerMinuteMax = 20;

/** Writes a comment unless it holds words that the market or the account's organisation does not allow. */
export function openCommenting(parts: ReactParts) {
  const words = new BriefMemory<readonly string[]>({ lifeMs: wordsLifeMs });
  const pace = new RateLimiter({ requestsMax: commentsPerMinuteMax, perMs: 60_000 });
  const blockedIn = async (organizationId: OrganizationId, text: string) => {
    const own = await words.get(organizationId, () => readBlockedWords(parts.records, organizationId));
    return [...forbiddenIn(text), ...findWords(text, own)];
  };
  return {
    forgetWords: (organizationId: OrganizationId) => words.forget(organizationId),
    comment: async (
      shopper: Shopper,
      videoId: VideoId,
      text: string,
      token: string | null | undefined,
    ): Promise<Result<Comment, Refusal>> => {
      const entry = parts.index.find(videoId);
      if (!entry) return noVideo();
      if ((await blockedIn(entry.organizationId, text)).length > 0)
        return refuse('blocked_words', 'Some of these words are not allowed here.', 'text');
      if (!pace.take(shopper.id).allowed)
        return refuse('too_many_requests', 'Too many comments in a minute: wait a little.');
      const id = newId('comment');
      let createdAt = new Date();
      const added = await onVideo(parts, shopper, videoId, 'commented', token, (made) => {
        createdAt = new Date(made.atMs);
        return addComment(parts.records, { id, videoId, shopperId: shopper.id, text }, made);
      });
      if (!added.ok) return added;
      const { nickname } = shopper;
      return ok({ id, videoId, shopperId: shopper.id, text, state: 'shown', nickname, createdAt });
    },
  };
}

export type Commenting = ReturnType<typeof openCommenting>;
