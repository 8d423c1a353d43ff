import { type Identity, knownByHash, knownPersons, marketNamespace, userIdsOf } from '#events';
import { type OrganizationId, parseId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import type { Asked } from '../rules/condition-kind.ts';
import { withMerges } from '../rules/merged-people-store.ts';
import type { AudienceParts } from './audience-parts.ts';
import type { listIds } from './audience-shapes.ts';

type People = Pick<AudienceParts, 'records' | 'columnar' | 'rules'>;
type Named = { readonly known: number; readonly people: PeopleSet };

/**
 * People by the ids of a list: user ids as the organisation sends them, shoppers' ids, or SHA-256 of user ids. Only
 * those of whom the organisation has facts itself: a list must not tell who else comes to the market.
 */
export async function peopleOfList(
  parts: People,
  asked: Asked,
  ids: readonly string[],
  how: (typeof listIds)[number],
): Promise<Named> {
  const found =
    how === 'sha256'
      ? await byHash(parts.records, asked.organizationId, ids)
      : await byId(parts.records, asked.organizationId, ids);
  const everyone = await parts.rules.everyone(asked);
  const people = await withMerges(parts.columnar, PeopleSet.of(found.filter((one) => one !== undefined)));
  // A row counts as known where its person is: merged ones are known by their old number as well.
  const strangers = found.length === 0 ? 0 : people.without(everyone).size;
  const known = found.filter((one) => one !== undefined).length - strangers;
  return { known: Math.max(0, known), people: people.and(everyone) };
}

async function byHash(records: Records, organizationId: OrganizationId, ids: readonly string[]) {
  const hashes = ids.map((id) => id.toLowerCase()).filter((id) => /^[0-9a-f]{64}$/.test(id));
  const numbers = await knownByHash(records, organizationId, hashes);
  return hashes.map((hash) => numbers.get(hash));
}

async function byId(records: Records, organizationId: OrganizationId, ids: readonly string[]) {
  const own = await knownPersons(
    records,
    organizationId,
    ids.map((id): Identity => `u${id}`),
  );
  const shoppers = ids.flatMap((id): Identity[] => {
    const shopper = id.startsWith('cst_') ? parseId('shopper', id) : null;
    return shopper ? [`u${shopper}`] : [];
  });
  const market = await knownPersons(records, marketNamespace, shoppers);
  return ids.map((id) => own.get(`u${id}`) ?? market.get(`u${parseId('shopper', id) ?? ''}`));
}

/** One person by what somebody types; null where the organisation knows no such one. */
export async function findPerson(parts: People, asked: Asked, text: string): Promise<number | null> {
  const number = await numberOf(parts, asked, text);
  if (number === undefined) return null;
  const [person] = await withMerges(parts.columnar, PeopleSet.of([number]));
  return person !== undefined && (await parts.rules.everyone(asked)).has(person) ? person : null;
}

async function numberOf({ records }: People, { organizationId }: Asked, text: string) {
  const typed = /^#(\d{1,10})$/.exec(text)?.[1];
  if (typed !== undefined) return Number(typed) < 2 ** 32 ? Number(typed) : undefined;
  const [id] = await byId(records, organizationId, [text]);
  if (id !== undefined) return id;
  const anonymous: Identity = `a${text}`;
  return (await knownPersons(records, organizationId, [anonymous])).get(anonymous);
}

export async function showPeople(
  records: Records,
  organizationId: OrganizationId,
  persons: readonly number[],
) {
  const names = await userIdsOf(records, organizationId, persons);
  return persons.map((number) => ({ number, userId: names.get(number) ?? null }));
}
