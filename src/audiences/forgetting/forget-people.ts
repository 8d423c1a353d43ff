import {
  type Identity,
  knownPersons,
  type MergesMessage,
  marketNamespace,
  mergesTopic,
  numbersOfPersons,
} from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import { PeopleSet } from '#platform/people-sets';
import { type ShopperErased, shopperErasedTopic } from '#shop';
import type { DeliveryParts } from '../delivery/delivery-parts.ts';
import { rewriteWithout } from '../delivery/write-file.ts';
import { eraseTracesOf, type TraceParts } from './erase-traces-of.ts';
import { forgetInColumns } from './forget-in-columns-store.ts';
import { filesWith, forgetInRecords } from './forget-in-records-store.ts';

type Parts = Pick<DeliveryParts, 'records' | 'columnar' | 'forgotten' | 'files' | 'now' | 'wantParcels'>;
type SubscriberParts = Parts & TraceParts;

/** Names people by number who are to be forgotten once more, because erasing reaches more than it did. */
const forgottenTopic = 'people.forgotten';
type PeopleForgotten = { readonly persons: readonly number[] };

/**
 * An erased shopper leaves everything that is kept of people, in every organisation, and never comes back; so does
 * whoever turns out to be somebody who was erased.
 */
export function forgetSubscriber(parts: SubscriberParts): Subscriber {
  return {
    name: 'audience-forget',
    topics: [shopperErasedTopic, mergesTopic, forgottenTopic],
    // Taking a thousand out of what is kept costs as much as taking one.
    batchMax: 1_000,
    handle: async (messages) => {
      const erased = await numbersOfErased(parts, messages);
      const merged = await mergedIntoForgotten(parts, messages);
      const joined = [...merged.values()].flat();
      const again = messages
        .filter(({ topic }) => topic === forgottenTopic)
        .flatMap(({ payload }) => (payload as PeopleForgotten).persons);
      await forgetPeople(parts, PeopleSet.of([...erased, ...joined, ...again]));
      // Those of an organisation leave no trace there; identities of shoppers are ids of which nothing more is known.
      for (const [organizationId, persons] of merged)
        if (organizationId !== marketNamespace)
          await eraseTracesOf(parts, organizationId, PeopleSet.of(persons));
    },
  };
}

async function numbersOfErased({ records }: Parts, messages: readonly OutboxMessage[]): Promise<number[]> {
  const shoppers = messages
    .filter(({ topic }) => topic === shopperErasedTopic)
    .map(({ payload }): Identity => `u${(payload as ShopperErased).shopperId}`);
  if (shoppers.length === 0) return [];
  const known = await knownPersons(records, marketNamespace, shoppers);
  const numbers = await numbersOfPersons(records, marketNamespace, [...known.values()]);
  return [...known.values(), ...[...numbers.values()].flat()];
}

async function mergedIntoForgotten(
  { forgotten }: Parts,
  messages: readonly OutboxMessage[],
): Promise<Map<OrganizationId, number[]>> {
  const found = new Map<OrganizationId, number[]>();
  const telling = messages.filter(({ topic }) => topic === mergesTopic);
  if (telling.length === 0) return found;
  const gone = await forgotten.people();
  for (const { organizationId, payload } of telling) {
    const { merges } = payload as MergesMessage;
    const joined = merges.filter(({ canonical }) => gone.has(canonical)).map(({ person }) => person);
    if (joined.length > 0) found.set(organizationId, [...(found.get(organizationId) ?? []), ...joined]);
  }
  return found;
}

/**
 * Written down first, so that nothing that runs meanwhile takes them in again; the files before the sets by which they
 * are found.
 */
export async function forgetPeople(parts: Parts, persons: PeopleSet): Promise<void> {
  if (persons.size === 0) return;
  await parts.forgotten.note(persons);
  for (const file of await filesWith(parts.records, persons)) await rewriteWithout(parts, file, persons);
  await forgetInRecords(parts.records, persons);
  await forgetInColumns(parts.columnar, persons);
  await parts.wantParcels();
}
