import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { type ShopperErased, type ShopperJoined, shopperErasedTopic, shopperJoinedTopic } from '#shop';
import type { ShopperMemory } from '../cards/shopper-memory.ts';
import { forgetComments, handOver } from './shopper-changes-store.ts';

/** Follows shoppers that were erased, or turned out to be somebody who was here before. */
export function shopperChangesSubscriber(records: Records, memory: ShopperMemory): Subscriber {
  return {
    name: 'content-shoppers',
    topics: [shopperErasedTopic, shopperJoinedTopic],
    handle: async (messages) => {
      for (const { topic, payload } of messages) {
        if (topic === shopperErasedTopic) {
          const { shopperId } = payload as ShopperErased;
          await forgetComments(records, shopperId);
          memory.forget(shopperId);
        } else {
          const { from, into } = payload as ShopperJoined;
          await handOver(records, from, into);
          memory.forget(into);
        }
      }
    },
  };
}
