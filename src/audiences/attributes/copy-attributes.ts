import { type DescribedMessage, describedTopic } from '#events';
import type { Subscriber } from '#platform/outbox';
import { type AttributeParts, copyAttributes } from './attributes-store.ts';

/** Keeps the columnar store's picture of what is known of people; at least once, and repeats are harmless. */
export function attributesSubscriber(parts: AttributeParts): Subscriber {
  return {
    name: 'person-attributes',
    topics: [describedTopic],
    // Each message names up to a thousand persons.
    batchMax: 20,
    handle: async (messages) => {
      const said = messages.map((message) => ({ ...message, payload: message.payload as DescribedMessage }));
      for (const [organizationId, ofOne] of Map.groupBy(said, (message) => message.organizationId))
        await copyAttributes(parts, organizationId, ofOne);
    },
  };
}
