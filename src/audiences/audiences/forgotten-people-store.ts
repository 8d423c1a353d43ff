import { sql } from 'kysely';
import { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';

/** Held together by who keeps people, alone by who forgets some: whoever keeps has either seen them, or is seen. */
const keepingLock = 460_052;

/** Everybody who was erased, by every number they had. */
export function forgottenPeople(records: Records): Promise<PeopleSet> {
  return records.market(async (trx) => {
    const rows = await trx.selectFrom('audience_forgotten_people').select('person').execute();
    return PeopleSet.of(rows.map(({ person }) => person));
  });
}

/** What may be written of people in this transaction: whoever was erased since they were counted is left out. */
export async function withoutForgotten(records: Records, trx: Trx, people: PeopleSet): Promise<PeopleSet> {
  await sql`SELECT pg_advisory_xact_lock_shared(${keepingLock})`.execute(trx);
  return people.without(await forgottenPeople(records));
}

/** Nobody who keeps people from now on keeps these; those who began before are waited for. */
export function noteForgotten(records: Records, persons: PeopleSet): Promise<void> {
  return records.market(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${keepingLock})`.execute(trx);
    await sql`INSERT INTO audience_forgotten_people (person)
      SELECT unnest(${[...persons]}::int[]) ON CONFLICT DO NOTHING`.execute(trx);
  });
}
