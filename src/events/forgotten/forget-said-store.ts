import { sql } from 'kysely';
import type { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';

/** Forgets what was said of persons, and which groups they were said to be in. Done again it changes nothing. */
export function forgetSaid(records: Records, persons: PeopleSet): Promise<void> {
  const numbers = [...persons];
  return records.market(async (trx) => {
    await sql`DELETE FROM person_traits WHERE person = ANY (${numbers}::int[])`.execute(trx);
    await sql`DELETE FROM event_group_members WHERE person = ANY (${numbers}::int[])`.execute(trx);
  });
}
