import { sql } from 'kysely';
import type { AudienceId, OrganizationId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';
import { type Rule, rule } from '../rules/rule.ts';

export type AudienceKind = 'live' | 'frozen' | 'list';

export type AudienceRow = {
  readonly id: AudienceId;
  readonly name: string;
  readonly note: string;
  readonly kind: AudienceKind;
  readonly rule: Rule | null;
  readonly version: number;
  readonly size: number | null;
  readonly countedAt: Date | null;
  readonly listRows: number | null;
  readonly listKnown: number | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
};

/** All but the people, who may be megabytes. */
const columns = [
  'id',
  'name',
  'note',
  'kind',
  'rule',
  'version',
  'size',
  'counted_at',
  'list_rows',
  'list_known',
  'made_by',
  'created_at',
  'updated_at',
  'archived_at',
] as const;

export async function findAudience(trx: Trx, id: AudienceId): Promise<AudienceRow | null> {
  const row = await trx.selectFrom('audiences').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

export async function lockAudience(trx: Trx, id: AudienceId): Promise<AudienceRow | null> {
  const row = await trx
    .selectFrom('audiences')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Whether the organisation has any audience that can be looked into. */
export async function hasAudiences(trx: Trx): Promise<boolean> {
  const found = await trx
    .selectFrom('audiences')
    .select('id')
    .where('archived_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Newest first; `after` is the last id of the page before. */
export async function listAudiences(
  trx: Trx,
  filter: { readonly isArchived: boolean; readonly name: string | null },
  after: string | null,
  limit: number,
): Promise<AudienceRow[]> {
  let all = trx
    .selectFrom('audiences')
    .select(columns)
    .where('archived_at', filter.isArchived ? 'is not' : 'is', null);
  if (filter.name !== null) all = all.where(sql<boolean>`position(lower(${filter.name}) IN lower(name)) > 0`);
  if (after !== null) all = all.where('id', '<', after);
  return (await all.orderBy('id', 'desc').limit(limit).execute()).map(fromRow);
}

/** What an audience of this organisation is called; null where it has no such one. */
export const audienceName =
  (records: Records) =>
  (organizationId: OrganizationId, id: AudienceId): Promise<string | null> =>
    records.organization(organizationId, async (trx) => {
      const row = await trx.selectFrom('audiences').select('name').where('id', '=', id).executeTakeFirst();
      return row?.name ?? null;
    });

/** The people of a frozen audience or a list, as they were kept; null for a live one. */
export async function readKeptPeople(trx: Trx, id: AudienceId): Promise<PeopleSet | null> {
  const row = await trx.selectFrom('audiences').select('people').where('id', '=', id).executeTakeFirst();
  return row?.people ? PeopleSet.fromBytes(row.people) : null;
}

export type NewAudience = {
  readonly id: AudienceId;
  readonly name: string;
  readonly note: string;
  readonly kind: AudienceKind;
  readonly rule: Rule | null;
  readonly people: PeopleSet | null;
  readonly size: number | null;
  readonly countedAt: Date | null;
  readonly list?: { readonly rows: number; readonly known: number };
};

export async function insertAudience(
  trx: Trx,
  organizationId: OrganizationId,
  given: NewAudience,
  actorName: string,
): Promise<void> {
  await trx
    .insertInto('audiences')
    .values({
      id: given.id,
      organization_id: organizationId,
      name: given.name,
      note: given.note,
      kind: given.kind,
      rule: given.rule === null ? null : JSON.stringify(given.rule),
      people: given.people === null ? null : Buffer.from(given.people.toBytes()),
      size: given.size,
      counted_at: given.countedAt,
      list_rows: given.list?.rows ?? null,
      list_known: given.list?.known ?? null,
      made_by: actorName,
    })
    .execute();
  await writeVersion(trx, organizationId, { ...given, version: 1 }, actorName);
}

export async function updateAudience(
  trx: Trx,
  organizationId: OrganizationId,
  given: Pick<AudienceRow, 'id' | 'name' | 'note' | 'rule'>,
  actorName: string,
): Promise<void> {
  const { version } = await trx
    .updateTable('audiences')
    .set({
      name: given.name,
      note: given.note,
      rule: given.rule === null ? null : JSON.stringify(given.rule),
      version: sql<number>`version + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', given.id)
    .returning('version')
    .executeTakeFirstOrThrow();
  await writeVersion(trx, organizationId, { ...given, version }, actorName);
}

async function writeVersion(
  trx: Trx,
  organizationId: OrganizationId,
  { id, version, name, rule: given }: Pick<AudienceRow, 'id' | 'version' | 'name' | 'rule'>,
  actorName: string,
): Promise<void> {
  await trx
    .insertInto('audience_versions')
    .values({
      organization_id: organizationId,
      audience_id: id,
      version,
      name,
      rule: given === null ? null : JSON.stringify(given),
      actor_name: actorName,
    })
    .execute();
}

export async function listVersions(trx: Trx, id: AudienceId) {
  const rows = await trx
    .selectFrom('audience_versions')
    .selectAll()
    .where('audience_id', '=', id)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    name: row.name,
    rule: ruleFrom(row.rule),
    madeBy: row.actor_name,
    at: row.at,
  }));
}

export async function setArchived(trx: Trx, id: AudienceId, isArchived: boolean): Promise<void> {
  await trx
    .updateTable('audiences')
    .set({ archived_at: isArchived ? sql<Date>`now()` : null, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

/** Keeps what was counted, so that a list of audiences need not count each. */
export async function noteSize(
  trx: Trx,
  id: AudienceId,
  counted: { readonly version: number; readonly size: number; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('audiences')
    .set({ size: counted.size, counted_at: counted.at })
    .where('id', '=', id)
    .where('version', '=', counted.version)
    .execute();
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly kind: string;
  readonly rule: unknown;
  readonly version: number;
  readonly size: number | null;
  readonly counted_at: Date | null;
  readonly list_rows: number | null;
  readonly list_known: number | null;
  readonly made_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly archived_at: Date | null;
};

const fromRow = (row: Row): AudienceRow => ({
  id: row.id as AudienceId,
  name: row.name,
  note: row.note,
  kind: row.kind as AudienceKind,
  rule: ruleFrom(row.rule),
  version: row.version,
  size: row.size,
  countedAt: row.counted_at,
  listRows: row.list_rows,
  listKnown: row.list_known,
  madeBy: row.made_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  archivedAt: row.archived_at,
});

/** What is stored passed the schema when it came; defaults that were added since are filled in. */
const ruleFrom = (stored: unknown): Rule | null => (stored === null ? null : rule.parse(stored));
