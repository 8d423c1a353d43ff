import { sql } from 'kysely';
import type { Records } from '#platform/records';
import type { TakeoutPart } from '#platform/takeout';
import { marketNamespace } from '../collector/sender.ts';

type Said = {
  readonly gender: string | null;
  readonly birthYear: number | null;
  readonly cityTier: string | null;
  readonly consumptionLevel: string | null;
  readonly others: Readonly<Record<string, unknown>>;
  readonly updatedAt: Date;
};
type Joined = { readonly groupId: string; readonly joinedAt: Date };

/** What was said of a shopper by identify and group calls in the namespace of the market, which is where shoppers are. */
export const saidOfPerson = (records: Records): TakeoutPart => ({
  name: 'said',
  // Copied from here for rules to read.
  carries: ['person_traits', 'event_group_members', 'columnar.person_attributes'],
  one: ({ persons }) =>
    records.market(async (trx) => {
      const traits = await sql<Said>`
        SELECT gender, birth_year AS "birthYear", city_tier AS "cityTier", consumption_level AS "consumptionLevel",
          traits AS others, updated_at AS "updatedAt"
        FROM person_traits WHERE person = ANY (${persons as number[]}::int[]) ORDER BY updated_at, person`.execute(
        trx,
      );
      const groups = await sql<Joined>`
        SELECT group_id AS "groupId", joined_at AS "joinedAt" FROM event_group_members
        WHERE organization_id = ${marketNamespace} AND person = ANY (${persons as number[]}::int[])
        ORDER BY joined_at, group_id`.execute(trx);
      return { traits: traits.rows, groups: groups.rows };
    }),
});
