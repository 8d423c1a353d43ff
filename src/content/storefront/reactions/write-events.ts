import { type Ingest, shopperSender } from '#events';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import { creatorOf } from '#shop';
import type { ReactionVerb } from '../../content-door.ts';
import { type ReactionMade, reactionsMade } from './reaction.ts';

const eventOf: Readonly<Record<ReactionVerb, string>> = {
  liked: 'Content Liked',
  unliked: 'Content Unliked',
  favorited: 'Content Favorited',
  unfavorited: 'Content Unfavorited',
  disliked: 'Content Disliked',
  undisliked: 'Content Undisliked',
  commented: 'Content Commented',
  shared: 'Content Shared',
  followed: 'Account Followed',
  unfollowed: 'Account Unfollowed',
};

/**
 * Writes the event of every reaction to the spine. The message was committed with the reaction and its event has a
 * name of its own, so records and events agree: none is missing, none counts twice.
 */
export function reactionEventsSubscriber({ ingest }: { readonly ingest: Ingest }): Subscriber {
  return {
    name: 'reaction-events',
    topics: [reactionsMade],
    batchMax: 500,
    handle: async (messages) => {
      const bySender = Map.groupBy(
        messages.map(payloadOf),
        ({ organizationId, person }) => `${organizationId} ${person}`,
      );
      await Promise.all(
        [...bySender.values()].map(async (made) => {
          const first = made[0];
          if (!first) return;
          const sender = shopperSender(first.organizationId, first);
          const { refused } = await ingest({ sender, events: made.map(eventFor), keepsRefused: false });
          // What is written here is made here: a refusal is a bug, and trying again would not mend it.
          if (refused[0]) throw new Error(`An event of a reaction was refused: ${refused[0].refusal.code}`);
        }),
      );
    },
  };
}

const payloadOf = ({ payload }: OutboxMessage): ReactionMade => payload as ReactionMade;

function eventFor(made: ReactionMade): object {
  return {
    type: 'track',
    event: eventOf[made.verb],
    messageId: made.messageId,
    timestamp: new Date(made.atMs).toISOString(),
    // Who it was is the sender’s person number; no organisation learns more of a shopper.
    anonymousId: 'shopper',
    properties: {
      // An account is followed on a video of its own.
      content_id: made.videoId ?? made.touch?.contentId ?? null,
      creator_id: creatorOf(made),
      account_id: made.accountId,
      account_type: made.accountType,
      shop_id: made.shopId,
      category: made.category,
      carrier: made.touch?.carrier ?? (made.videoId === null ? null : 'short_video'),
      source: made.touch?.source ?? null,
      plan_id: made.touch?.planId ?? null,
      request_id: made.touch?.requestId ?? null,
    },
  };
}
