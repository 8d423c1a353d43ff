import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { type ShopperErased, type ShopperJoined, shopperErasedTopic, shopperJoinedTopic } from '#shop';
import type { ShowingsMemory } from '../slots/showing/showings-memory.ts';
import { forgetShowings, handOverShowings } from '../slots/showing/showings-store.ts';
import type { SeenMemory } from './seen-memory.ts';
import { forgetSeen, handOverSeen } from './seen-store.ts';

/**
 * What a guest saw is not shown to them again after they sign in, and what an erased shopper saw is forgotten.
 * Copies of the server that do not run the relay see it when they read the records again, within a minute.
 */
export function seenByShoppersSubscriber(
  records: Records,
  memory: SeenMemory,
  showings: ShowingsMemory,
): Subscriber {
  return {
    name: 'traffic-shoppers',
    topics: [shopperErasedTopic, shopperJoinedTopic],
    handle: async (messages) => {
      for (const { topic, payload } of messages) {
        if (topic === shopperErasedTopic) {
          const { shopperId } = payload as ShopperErased;
          await forgetSeen(records, shopperId);
          await forgetShowings(records, shopperId);
          memory.forget(shopperId);
          showings.forget(shopperId);
        } else {
          const { from, into } = payload as ShopperJoined;
          await handOverSeen(records, from, into);
          await handOverShowings(records, from, into);
          memory.joined(from, into);
          for (const id of [from, into]) showings.forget(id);
        }
      }
    },
  };
}
