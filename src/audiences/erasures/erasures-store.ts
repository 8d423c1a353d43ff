import { sql } from 'kysely';
import type { Id, OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { ErasureView } from './erasure-shapes.ts';

export type ErasureId = Id<'erasure'>;

export type Erasure = {
  readonly id: ErasureId;
  readonly organizationId: OrganizationId;
  readonly state: ErasureView['state'];
  readonly named: number;
  readonly known: number;
  readonly persons: readonly number[];
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly doneAt: Date | null;
  readonly waitsFor: ErasureView['waitsFor'];
};

const columns = sql`id, organization_id AS "organizationId", state, named, known, persons, asked_by AS "askedBy",
  asked_at AS "askedAt", done_at AS "doneAt", waits_for AS "waitsFor"`;

export async function insertErasure(
  trx: Trx,
  erasure: Omit<Erasure, 'state' | 'doneAt' | 'waitsFor'>,
): Promise<void> {
  await trx
    .insertInto('people_erasures')
    .values({
      id: erasure.id,
      organization_id: erasure.organizationId,
      state: 'asked',
      named: erasure.named,
      known: erasure.known,
      persons: sql<number[]>`${erasure.persons}::int[]`,
      asked_by: erasure.askedBy,
      asked_at: erasure.askedAt,
    })
    .execute();
}

export async function findErasure(trx: Trx, id: ErasureId): Promise<Erasure | null> {
  const { rows } = await sql<Erasure>`SELECT ${columns} FROM people_erasures WHERE id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** Newest first; `before` is the last id of the page before. */
export async function listErasures(trx: Trx, before: ErasureId | null, limit: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    SELECT ${columns} FROM people_erasures WHERE ${before === null ? sql`true` : sql`id < ${before}`}
    ORDER BY id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

/** Asked for, or done before this instant and not yet looked after. */
const isDue = (doneBefore: Date) => sql`state = 'asked' OR (state = 'done' AND done_at <= ${doneBefore})`;

/** What is to be done of an organisation's erasures now. */
export async function dueErasures(trx: Trx, doneBefore: Date): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    SELECT ${columns} FROM people_erasures WHERE ${isDue(doneBefore)} ORDER BY id`.execute(trx);
  return rows;
}

/** The organisations of which something is to be done now. */
export function organizationsToErase(records: Records, doneBefore: Date): Promise<OrganizationId[]> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ id: OrganizationId }>`
      SELECT DISTINCT organization_id AS id FROM people_erasures WHERE ${isDue(doneBefore)}`.execute(trx);
    return rows.map(({ id }) => id);
  });
}

/** Why those that are not done yet wait. */
export async function noteWaiting(
  trx: Trx,
  due: readonly Pick<Erasure, 'id'>[],
  waitsFor: Erasure['waitsFor'],
): Promise<void> {
  await trx
    .updateTable('people_erasures')
    .set({ waits_for: waitsFor })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .where('state', '=', 'asked')
    .execute();
}

/** What was asked for is done, what was done is settled; where another server was through with it first, that stands. */
export async function noteErased(
  trx: Trx,
  due: readonly Pick<Erasure, 'id' | 'state'>[],
  at: Date,
): Promise<void> {
  const idsIn = (state: Erasure['state']) =>
    due.filter((one) => one.state === state).map(({ id }) => id) as string[];
  await sql`
    UPDATE people_erasures SET waits_for = NULL, done_at = coalesce(done_at, ${at}),
      state = CASE state WHEN 'asked' THEN 'done' ELSE 'settled' END
    WHERE (state = 'asked' AND id = ANY (${idsIn('asked')}::uuid[]))
      OR (state = 'done' AND id = ANY (${idsIn('done')}::uuid[]))`.execute(trx);
}
