import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records } from '#platform/records';
import type { Forgotten } from '../forgotten/forgotten-store.ts';
import type { PersonTraits } from './traits.ts';

/** Topic of what was said of persons; payload of `DescribedMessage`. It names them only: who needs it reads what holds. */
export const describedTopic = 'persons.described';
export type DescribedMessage = { readonly persons: readonly number[] };
/** Persons that one message names. */
const messageMax = 1_000;

export type SaidOfPerson = { readonly person: number; readonly atMs: number; readonly traits: PersonTraits };

/**
 * Keeps what was said, but of nobody who was erased; what was said later wins, in whatever order it arrives. One entry per
 * person.
 */
export async function keepTraits(
  { records, forgotten }: { readonly records: Records; readonly forgotten: Forgotten },
  namespace: OrganizationId,
  said: readonly SaidOfPerson[],
): Promise<void> {
  const row = ({ person, atMs, traits }: SaidOfPerson) => ({
    person,
    birth_year: traits.birthYear,
    gender: traits.gender,
    city_tier: traits.cityTier,
    consumption_level: traits.consumptionLevel,
    traits: traits.others,
    updated_at: new Date(atMs).toISOString(),
  });
  await records.organization(namespace, async (trx) => {
    const gone = await forgotten.whileWriting(trx);
    const kept = said.filter(({ person }) => !gone.has(person));
    await sql`
      INSERT INTO person_traits AS old
        (namespace, person, birth_year, gender, city_tier, consumption_level, traits, updated_at)
      SELECT ${namespace}, said.* FROM jsonb_to_recordset(${JSON.stringify(kept.map(row))}::jsonb) AS said
        (person int, birth_year smallint, gender text, city_tier text, consumption_level text, traits jsonb,
         updated_at timestamptz)
      ORDER BY person
      ON CONFLICT (person) DO UPDATE SET
        birth_year = CASE WHEN EXCLUDED.updated_at >= old.updated_at
          THEN coalesce(EXCLUDED.birth_year, old.birth_year) ELSE coalesce(old.birth_year, EXCLUDED.birth_year) END,
        gender = CASE WHEN EXCLUDED.updated_at >= old.updated_at
          THEN coalesce(EXCLUDED.gender, old.gender) ELSE coalesce(old.gender, EXCLUDED.gender) END,
        city_tier = CASE WHEN EXCLUDED.updated_at >= old.updated_at
          THEN coalesce(EXCLUDED.city_tier, old.city_tier) ELSE coalesce(old.city_tier, EXCLUDED.city_tier) END,
        consumption_level = CASE WHEN EXCLUDED.updated_at >= old.updated_at
          THEN coalesce(EXCLUDED.consumption_level, old.consumption_level)
          ELSE coalesce(old.consumption_level, EXCLUDED.consumption_level) END,
        traits = CASE WHEN EXCLUDED.updated_at >= old.updated_at
          THEN old.traits || EXCLUDED.traits ELSE EXCLUDED.traits || old.traits END,
        updated_at = greatest(old.updated_at, EXCLUDED.updated_at)`.execute(trx);
    for (let from = 0; from < kept.length; from += messageMax) {
      const persons = kept.slice(from, from + messageMax).map(({ person }) => person);
      await publish(trx, namespace, describedTopic, { persons } satisfies DescribedMessage);
    }
  });
}

export type KnownTraits = Omit<PersonTraits, 'others'> & {
  readonly person: number;
  readonly updatedAt: Date;
};

/** What is known of these persons by the words of the field; of whom nothing was said is left out. */
export async function traitsOfPersons(
  records: Records,
  namespace: OrganizationId,
  persons: readonly number[],
): Promise<readonly KnownTraits[]> {
  if (persons.length === 0) return [];
  const { rows } = await records.organization(namespace, (trx) =>
    sql<KnownTraits>`
      SELECT person, birth_year AS "birthYear", gender, city_tier AS "cityTier",
        consumption_level AS "consumptionLevel", updated_at AS "updatedAt"
      FROM person_traits WHERE namespace = ${namespace} AND person = ANY (${persons as number[]}::int[])`.execute(
      trx,
    ),
  );
  return rows;
}
