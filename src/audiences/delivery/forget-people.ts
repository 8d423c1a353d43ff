import { type Identity, knownPersons, marketNamespace, numbersOfPersons } from '#events';
import type { Subscriber } from '#platform/outbox';
import { PeopleSet } from '#platform/people-sets';
import { type ShopperErased, shopperErasedTopic } from '#shop';
import { noteForgotten } from '../audiences/forgotten-people-store.ts';
import { forgetInFacets } from '../portrait/kept-facets-store.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import { filesWith, forgetInKept } from './forgotten-store.ts';
import { rewriteWithout } from './write-file.ts';

/** An erased shopper leaves everything that was made of audiences, in every organisation, and never comes back. */
export function forgetSubscriber(parts: DeliveryParts): Subscriber {
  return {
    name: 'audience-forget',
    topics: [shopperErasedTopic],
    handle: async (messages) => {
      const shoppers = messages.map(({ payload }): Identity => `u${(payload as ShopperErased).shopperId}`);
      const known = await knownPersons(parts.records, marketNamespace, shoppers);
      const numbers = await numbersOfPersons(parts.records, marketNamespace, [...known.values()]);
      await forgetPeople(parts, PeopleSet.of([...known.values(), ...[...numbers.values()].flat()]));
    },
  };
}

/** Written down first, so that nothing that runs meanwhile takes them in again; the files before the sets by which they are found. */
export async function forgetPeople(parts: DeliveryParts, persons: PeopleSet): Promise<void> {
  if (persons.size === 0) return;
  await noteForgotten(parts.records, persons);
  for (const file of await filesWith(parts.records, persons)) await rewriteWithout(parts, file, persons);
  await forgetInKept(parts.records, persons);
  await forgetInFacets(parts.columnar, persons);
  await parts.wantParcels();
}
