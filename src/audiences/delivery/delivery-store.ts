import { sql } from 'kysely';
import type { AudienceId, DeliveryId, GroupId, OrganizationId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';
import type { DeliveryProblem, DeliveryTarget, DeliveryView } from './delivery-shapes.ts';

/** Those that are over when the webhook takes something, and not when its audience is looked at again. */
export const webhookProblems: readonly DeliveryProblem[] = ['webhook_refused', 'webhook_gave_up'];

export type DeliveryRow = {
  readonly id: DeliveryId;
  readonly organizationId: OrganizationId;
  readonly audienceId: AudienceId;
  readonly audienceName: string;
  readonly audienceKind: string;
  readonly name: string;
  readonly target: DeliveryTarget;
  readonly holdOutPercent: number;
  readonly state: DeliveryView['state'];
  readonly groupId: GroupId | null;
  readonly url: string | null;
  readonly size: number;
  readonly heldOutSize: number;
  readonly problem: DeliveryProblem | null;
  readonly file: { rows: number; bytes: number; key: string; expiresAt: Date; removedAt: Date | null } | null;
  readonly waiting: number;
  readonly untold: number;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly ranAt: Date | null;
  readonly withdrawnAt: Date | null;
};

type Row = Omit<DeliveryRow, 'file'> & {
  file: { rows: number; bytes: number; key: string; expiresAt: string; removedAt: string | null } | null;
};

/** All but the people, who may be megabytes. */
const whole = sql`
  SELECT d.id, d.organization_id AS "organizationId", d.audience_id AS "audienceId", a.name AS "audienceName",
    a.kind AS "audienceKind", d.name, d.target, d.hold_out_percent AS "holdOutPercent", d.state, d.group_id AS "groupId",
    d.url, d.untold, d.size, d.held_out_size AS "heldOutSize", d.problem, d.made_by AS "madeBy", d.created_at AS "createdAt",
    d.ran_at AS "ranAt", d.withdrawn_at AS "withdrawnAt",
    (SELECT json_build_object('rows', f.rows, 'bytes', f.bytes, 'key', f.file_key, 'expiresAt', f.expires_at,
      'removedAt', f.removed_at) FROM audience_delivery_files f WHERE f.delivery_id = d.id) AS file,
    (SELECT count(*)::int FROM audience_webhook_parcels p WHERE p.delivery_id = d.id) AS waiting
  FROM audience_deliveries d JOIN audiences a ON a.id = d.audience_id`;

const fromRow = ({ file, ...row }: Row): DeliveryRow => ({
  ...row,
  file: file && {
    ...file,
    expiresAt: new Date(file.expiresAt),
    removedAt: file.removedAt === null ? null : new Date(file.removedAt),
  },
});

export async function findDelivery(trx: Trx, id: DeliveryId): Promise<DeliveryRow | null> {
  const { rows } = await sql<Row>`${whole} WHERE d.id = ${id}`.execute(trx);
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Newest first; `after` is the last id of the page before. */
export async function listDeliveries(
  trx: Trx,
  audienceId: AudienceId | null,
  after: string | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const { rows } = await sql<Row>`${whole}
    WHERE (${audienceId}::uuid IS NULL OR d.audience_id = ${audienceId}::uuid)
      AND (${after}::uuid IS NULL OR d.id < ${after}::uuid)
    ORDER BY d.id DESC LIMIT ${limit}`.execute(trx);
  return rows.map(fromRow);
}

export type DeliveredSets = {
  readonly people: PeopleSet;
  readonly heldOut: PeopleSet;
  readonly everPeople: PeopleSet;
  readonly everHeldOut: PeopleSet;
};

/** Who is delivered as of now, locked until the transaction ends; null for a withdrawn one. */
export async function lockSets(trx: Trx, id: DeliveryId): Promise<DeliveredSets | null> {
  const row = await trx
    .selectFrom('audience_deliveries')
    .select(['people', 'held_out', 'ever_people', 'ever_held_out', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && row.state !== 'withdrawn' ? setsFrom(row) : null;
}

export async function readSets(trx: Trx, id: DeliveryId): Promise<DeliveredSets> {
  const row = await trx
    .selectFrom('audience_deliveries')
    .select(['people', 'held_out', 'ever_people', 'ever_held_out'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return setsFrom(row);
}

const setsFrom = (row: Record<'people' | 'held_out' | 'ever_people' | 'ever_held_out', Buffer>) => ({
  people: PeopleSet.fromBytes(row.people),
  heldOut: PeopleSet.fromBytes(row.held_out),
  everPeople: PeopleSet.fromBytes(row.ever_people),
  everHeldOut: PeopleSet.fromBytes(row.ever_held_out),
});

const bytesOf = (set: PeopleSet) => Buffer.from(set.toBytes());
const none = () => bytesOf(PeopleSet.none);

export async function insertDelivery(
  trx: Trx,
  organizationId: OrganizationId,
  given: Pick<
    DeliveryRow,
    'id' | 'audienceId' | 'name' | 'target' | 'holdOutPercent' | 'groupId' | 'url' | 'madeBy' | 'createdAt'
  >,
): Promise<void> {
  await trx
    .insertInto('audience_deliveries')
    .values({
      id: given.id,
      organization_id: organizationId,
      audience_id: given.audienceId,
      name: given.name,
      target: given.target,
      hold_out_percent: given.holdOutPercent,
      state: given.target === 'file' ? 'preparing' : 'active',
      group_id: given.groupId,
      url: given.url,
      people: none(),
      held_out: none(),
      ever_people: none(),
      ever_held_out: none(),
      made_by: given.madeBy,
      created_at: given.createdAt,
    })
    .execute();
}

/** Keeps who is delivered now. */
export async function writeSets(trx: Trx, id: DeliveryId, sets: DeliveredSets): Promise<void> {
  await trx
    .updateTable('audience_deliveries')
    .set({
      people: bytesOf(sets.people),
      held_out: bytesOf(sets.heldOut),
      ever_people: bytesOf(sets.everPeople),
      ever_held_out: bytesOf(sets.everHeldOut),
      size: sets.people.size,
      held_out_size: sets.heldOut.size,
    })
    .where('id', '=', id)
    .execute();
}

/** That it ran, and what kept it from doing all it should. */
export async function noteRun(
  trx: Trx,
  id: DeliveryId,
  at: Date,
  problem: DeliveryProblem | null,
): Promise<void> {
  await trx.updateTable('audience_deliveries').set({ ran_at: at, problem }).where('id', '=', id).execute();
}

/** What went wrong with a webhook is over: it took what it was told. */
export async function clearWebhookProblem(trx: Trx, id: DeliveryId): Promise<void> {
  await trx
    .updateTable('audience_deliveries')
    .set({ problem: null })
    .where('id', '=', id)
    .where('problem', 'in', webhookProblems)
    .execute();
}

/** Adds people of whom a webhook could not be told, because they have no id. */
export async function noteUntold(trx: Trx, id: DeliveryId, people: number): Promise<void> {
  if (people === 0) return;
  await trx
    .updateTable('audience_deliveries')
    .set((row) => ({ untold: row('untold', '+', people) }))
    .where('id', '=', id)
    .execute();
}

export async function setState(
  trx: Trx,
  id: DeliveryId,
  state: 'active' | 'withdrawn',
  at: Date,
): Promise<void> {
  await trx
    .updateTable('audience_deliveries')
    .set(
      state === 'active'
        ? { state }
        : {
            state,
            withdrawn_at: at,
            people: none(),
            held_out: none(),
            size: 0,
            held_out_size: 0,
            problem: null,
          },
    )
    .where('id', '=', id)
    .where('state', '<>', 'withdrawn')
    .execute();
}

export type DeliveryRun = {
  readonly at: Date;
  readonly sent: number;
  readonly heldOut: number;
  readonly entered: number;
  readonly departed: number;
  readonly failed: number;
  readonly problem: DeliveryProblem | null;
};

export async function insertRun(
  trx: Trx,
  organizationId: OrganizationId,
  id: DeliveryId,
  { heldOut, ...run }: DeliveryRun,
): Promise<void> {
  await trx
    .insertInto('audience_delivery_runs')
    .values({ organization_id: organizationId, delivery_id: id, held_out: heldOut, ...run })
    .execute();
}

export async function listRuns(trx: Trx, id: DeliveryId): Promise<DeliveryRun[]> {
  const rows = await trx
    .selectFrom('audience_delivery_runs')
    .select(['at', 'sent', 'held_out as heldOut', 'entered', 'departed', 'failed', 'problem'])
    .where('delivery_id', '=', id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, problem: row.problem as DeliveryProblem | null }));
}

/** Deliveries that are kept up, and files still to be written, of every organisation: what ran longest ago first. */
export function keptUp(
  records: Records,
): Promise<{ id: DeliveryId; organizationId: OrganizationId; isFile: boolean }[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('audience_deliveries')
      .select(['id', 'organization_id', 'target'])
      .where((where) =>
        where.or([
          where('state', '=', 'preparing'),
          where.and([where('state', '=', 'active'), where('target', '<>', 'file')]),
        ]),
      )
      .orderBy('ran_at', (order) => order.asc().nullsFirst())
      .execute();
    return rows.map((row) => ({
      id: row.id as DeliveryId,
      organizationId: row.organization_id as OrganizationId,
      isFile: row.target === 'file',
    }));
  });
}
