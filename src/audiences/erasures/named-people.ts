import { type Identity, knownByHash, knownPersons, numbersOfPersons } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ErasureQuestion } from './erasure-shapes.ts';

/** Who is meant by ids, of an organisation's own people. */
export type NamedPeople = {
  readonly named: number;
  readonly known: readonly number[];
  /** Those that nothing is known of, as they were named. */
  readonly unknown: readonly string[];
};

export async function namedPeople(
  records: Records,
  organizationId: OrganizationId,
  question: ErasureQuestion,
): Promise<NamedPeople> {
  const ids = [...new Set(idsOf(question))];
  const numberOf =
    question.idKind === 'sha256'
      ? await knownByHash(records, organizationId, ids)
      : await byIdentity(records, organizationId, ids, identityOf(question.idKind));
  const unknown = ids.filter((id) => !numberOf.has(id));
  return { named: ids.length, known: [...new Set(numberOf.values())], unknown };
}

/** What the ids are in identities; a hash leads to none. */
export const identityOf =
  (idKind: 'user' | 'anonymous') =>
  (id: string): Identity =>
    idKind === 'user' ? `u${id}` : `a${id}`;

async function byIdentity(
  records: Records,
  organizationId: OrganizationId,
  ids: readonly string[],
  toIdentity: (id: string) => Identity,
): Promise<Map<string, number>> {
  const found = await knownPersons(records, organizationId, ids.map(toIdentity));
  return new Map([...found].map(([identity, person]) => [identity.slice(1), person]));
}

const idsOf = ({ idKind, ids }: ErasureQuestion) =>
  idKind === 'sha256' ? ids.map((id) => id.toLowerCase()) : ids;

/** How many people numbers are of. */
export async function countPeople(
  records: Records,
  organizationId: OrganizationId,
  persons: readonly number[],
): Promise<number> {
  const numbers = await numbersOfPersons(records, organizationId, persons);
  return new Set([...numbers.values()].map((all) => Math.min(...all))).size;
}

/** Every number that these people have or had. */
export async function allNumbersOf(
  records: Records,
  organizationId: OrganizationId,
  persons: readonly number[],
): Promise<number[]> {
  const numbers = await numbersOfPersons(records, organizationId, persons);
  return [...new Set([...persons, ...[...numbers.values()].flat()])];
}
