import type { AccountId, OrganizationId, ShopId, VideoId } from '#kernel/ids';
import type { Shopper, Touch } from '#shop';
import type { Reaction, ReactionVerb } from '../../content-door.ts';

/** What was reacted to: a video with its account, or an account alone. */
export type Subject = {
  readonly organizationId: OrganizationId;
  readonly videoId: VideoId | null;
  readonly accountId: AccountId;
  readonly shopId: ShopId;
  readonly accountType: string;
  readonly category: string | null;
};

/** The axes of a touch that a reaction's event carries. */
export type ReactionTouch = Pick<Touch, 'carrier' | 'source' | 'planId' | 'requestId' | 'contentId'>;

/** Payload of the outbox topic `reactions.made`: everything the event says, so that it says the same when repeated. */
export type ReactionMade = Omit<Reaction, 'shopper'> &
  Subject & {
    /** Names the event: repeating the message writes it once. */
    readonly messageId: string;
    readonly person: number;
    readonly simulated: boolean;
    readonly touch: ReactionTouch | null;
  };

export const reactionsMade = 'reactions.made';

export function reactionMade(
  verb: ReactionVerb,
  subject: Subject,
  shopper: Shopper,
  touch: Touch | null,
  nowMs: number,
): ReactionMade {
  return {
    ...subject,
    verb,
    messageId: crypto.randomUUID(),
    person: shopper.person,
    simulated: shopper.simulated,
    touch: touchOn(subject, touch),
    atMs: nowMs,
  };
}

/** A touch of something else says nothing about this. */
function touchOn(subject: Subject, touch: Touch | null): ReactionTouch | null {
  if (touch === null) return null;
  const isOfThis =
    subject.videoId === null ? touch.accountId === subject.accountId : touch.contentId === subject.videoId;
  if (!isOfThis && !(touch.contentId === null && touch.accountId === subject.accountId)) return null;
  const { carrier, source, planId, requestId, contentId } = touch;
  return { carrier, source, planId, requestId, contentId };
}
