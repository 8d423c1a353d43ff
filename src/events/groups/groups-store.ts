import { sql } from 'kysely';
import type { GroupId, OrganizationId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { type Listening, listenTo, type Records, type Trx } from '#platform/records';
import type { GroupPurpose } from './group-purposes.ts';

/** What becomes of a group; nobody may be in both sets. Person numbers are canonical. */
export type GroupToKeep = {
  readonly id: GroupId;
  /** Stays as it was said first. */
  readonly purpose: GroupPurpose;
  readonly name: string;
  readonly people: PeopleSet;
  readonly heldOut: PeopleSet;
};

/** Keeps a group as it is now, whole; servers follow at the commit. A closed one stays closed. */
export async function keepGroup(trx: Trx, organizationId: OrganizationId, group: GroupToKeep): Promise<void> {
  const { id, purpose, name, people, heldOut } = group;
  if (people.sharedWith(heldOut) > 0)
    throw new Error('Somebody would be in a group and held out of it at once.');
  const set = {
    name,
    people: Buffer.from(people.toBytes()),
    held_out: Buffer.from(heldOut.toBytes()),
    size: people.size,
    held_out_size: heldOut.size,
    changed_at: sql<Date>`now()`,
  };
  await trx
    .insertInto('people_groups')
    .values({ id, organization_id: organizationId, purpose, ...set })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(set).where('people_groups.closed_at', 'is', null),
    )
    .execute();
}

/** Closes a group for good: from then on it holds nobody. Done again it changes nothing. */
export async function closeGroup(trx: Trx, id: GroupId): Promise<void> {
  await trx
    .updateTable('people_groups')
    .set({
      people: null,
      held_out: null,
      size: 0,
      held_out_size: 0,
      changed_at: sql<Date>`now()`,
      closed_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

/** Takes persons out of every group of the market, held out or not. All numbers of a person must be told. */
export function forgetInGroups(records: Records, persons: PeopleSet): Promise<void> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('people_groups')
      .select(['id', 'people', 'held_out'])
      .where('closed_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    for (const row of rows) {
      const people = setFrom(row.people);
      const heldOut = setFrom(row.held_out);
      if (people.sharedWith(persons) + heldOut.sharedWith(persons) === 0) continue;
      const [left, leftOut] = [people.without(persons), heldOut.without(persons)];
      await trx
        .updateTable('people_groups')
        .set({
          people: Buffer.from(left.toBytes()),
          held_out: Buffer.from(leftOut.toBytes()),
          size: left.size,
          held_out_size: leftOut.size,
          changed_at: sql<Date>`now()`,
        })
        .where('id', '=', row.id)
        .execute();
    }
  });
}

/** A group as a page shows it. */
export type GroupRow = {
  readonly id: GroupId;
  readonly name: string;
  readonly size: number;
  readonly heldOut: number;
  readonly changedAt: Date;
  readonly closedAt: Date | null;
};

/** Groups of an organisation for one purpose, newest first: the open ones, or those of the given ids, closed ones too. */
export async function listGroups(
  trx: Trx,
  purpose: GroupPurpose,
  ids: readonly string[] | null,
): Promise<GroupRow[]> {
  if (ids?.length === 0) return [];
  const all = trx
    .selectFrom('people_groups')
    .select(['id', 'name', 'size', 'held_out_size', 'changed_at', 'closed_at'])
    .where('purpose', '=', purpose)
    .orderBy('id', 'desc')
    .limit(500);
  const rows = await (ids === null
    ? all.where('closed_at', 'is', null)
    : all.where('id', 'in', ids)
  ).execute();
  return rows.map((row) => ({
    id: row.id as GroupId,
    name: row.name,
    size: row.size,
    heldOut: row.held_out_size,
    changedAt: row.changed_at,
    closedAt: row.closed_at,
  }));
}

export type KeptGroup = { readonly id: string; readonly people: PeopleSet; readonly heldOut: PeopleSet };

/** Open groups of the whole market; of the given ids, or all. */
export function readGroups(records: Records, ids: readonly string[] | null): Promise<KeptGroup[]> {
  return records.market(async (trx) => {
    let open = trx
      .selectFrom('people_groups')
      .select(['id', 'people', 'held_out'])
      .where('closed_at', 'is', null);
    if (ids !== null) open = open.where('id', 'in', ids);
    const rows = await open.execute();
    return rows.map(({ id, people, held_out }) => ({
      id,
      people: setFrom(people),
      heldOut: setFrom(held_out),
    }));
  });
}

/** Who is another person by now, of everybody in the market. */
export function readMerges(records: Records): Promise<Map<number, number>> {
  return records.market(async (trx) => {
    const rows = await trx.selectFrom('person_merges').select(['person', 'canonical']).execute();
    return new Map(rows.map(({ person, canonical }) => [person, canonical]));
  });
}

/** Hears of groups that changed and of persons who were merged. */
export const listenToGroups = (records: Records, told: Omit<Listening, 'channel'>) =>
  listenTo(records, { channel: 'meadow_groups', ...told });

const setFrom = (bytes: Buffer | null): PeopleSet =>
  bytes === null ? PeopleSet.none : PeopleSet.fromBytes(bytes);
