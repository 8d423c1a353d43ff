import { sql } from 'kysely';
import type { Id, OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import { type ValueFound, valueFound } from './value-contract.ts';

export type ValueFitId = Id<'valueFit'>;

export type KeptFit = {
  readonly id: ValueFitId;
  readonly day: string;
  readonly fittedAt: Date;
  readonly askedBy: string | null;
  readonly pulse: string;
  readonly found: ValueFound;
};

/** The fit that holds: the newest that came to an end. */
export async function currentFit(trx: Trx): Promise<KeptFit | null> {
  const row = await trx
    .selectFrom('value_fits')
    .select(['id', 'fitted_at', 'asked_by', 'pulse', 'found'])
    .select(sql<string>`day::text`.as('day'))
    .where('state', 'in', ['fitted', 'too_little'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id as ValueFitId,
    day: row.day,
    fittedAt: row.fitted_at as Date,
    askedBy: row.asked_by,
    pulse: row.pulse ?? '',
    found: valueFound.parse(row.found),
  };
}

/** The newest fit whatever became of it. */
export async function newestFit(trx: Trx) {
  const row = await trx
    .selectFrom('value_fits')
    .select(['id', 'state', 'asked_at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id as ValueFitId, state: row.state, askedAt: row.asked_at } : null;
}

export async function askFit(
  trx: Trx,
  organizationId: OrganizationId,
  asked: { readonly id: ValueFitId; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('value_fits')
    .values({ id: asked.id, organization_id: organizationId, asked_by: asked.by, asked_at: asked.at })
    .execute();
}

export async function finishFit(
  trx: Trx,
  id: ValueFitId,
  fit: { readonly day: string; readonly fittedAt: Date; readonly pulse: string; readonly found: ValueFound },
): Promise<void> {
  await trx
    .updateTable('value_fits')
    .set({
      state: fit.found.state,
      day: fit.day,
      fitted_at: fit.fittedAt,
      people: fit.found.people,
      pulse: fit.pulse,
      found: JSON.stringify(fit.found),
    })
    .where('id', '=', id)
    .execute();
}

export async function failFit(trx: Trx, id: ValueFitId): Promise<void> {
  await trx
    .updateTable('value_fits')
    .set({ state: 'failed' })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .execute();
}

/** Keeps the newest fits, so that how well it went can be looked at over time. */
const keptMax = 60;
export async function forgetOldFits(trx: Trx): Promise<void> {
  await sql`DELETE FROM value_fits WHERE id IN (SELECT id FROM value_fits ORDER BY id DESC OFFSET ${keptMax})`.execute(
    trx,
  );
}
