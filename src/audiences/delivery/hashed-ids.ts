import { createHash } from 'node:crypto';
import { marketNamespace, userIdsOf } from '#events';
import { type OrganizationId, showId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** A person as they leave this instance: the SHA-256 of a user id of the organisation, or of a shopper's `cst_…`. */
export type HashedId = { readonly idOf: 'user' | 'shopper'; readonly sha256: string };

/** Numbers that one statement looks for. */
const statementMax = 50_000;

/** Hashed ids of persons; somebody who has neither id is left out. */
export async function hashedIds(
  records: Records,
  organizationId: OrganizationId,
  persons: readonly number[],
): Promise<Map<number, HashedId>> {
  const found = new Map<number, HashedId>();
  for (let from = 0; from < persons.length; from += statementMax) {
    const part = persons.slice(from, from + statementMax);
    const users = await userIdsOf(records, organizationId, part);
    for (const [person, id] of users) found.set(person, { idOf: 'user', sha256: hashOf(id) });
    const others = part.filter((person) => !users.has(person));
    const shoppers = await userIdsOf(records, marketNamespace, others);
    for (const [person, id] of shoppers)
      found.set(person, { idOf: 'shopper', sha256: hashOf(showId('shopper', id)) });
  }
  return found;
}

const hashOf = (id: string) => createHash('sha256').update(id, 'utf8').digest('hex');
