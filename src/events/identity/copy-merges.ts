import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { Subscriber } from '#platform/outbox';
import { copyMerges, type MergesMessage, mergesTopic } from './merges-store.ts';

/** Keeps the columnar store's picture of who is who; at least once, and repeats are harmless. */
export function mergesSubscriber(
  columnar: Columnar,
  onMerged: (organizationId: OrganizationId) => void = () => undefined,
): Subscriber {
  return {
    name: 'person-merges',
    topics: [mergesTopic],
    batchMax: 1_000,
    handle: async (messages) => {
      await copyMerges(
        columnar,
        messages.map(({ id, payload }) => ({ id, merges: (payload as MergesMessage).merges })),
      );
      for (const organizationId of new Set(messages.map((message) => message.organizationId)))
        onMerged(organizationId);
    },
  };
}
