import { sql } from 'kysely';
import { asId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** What is known about a key: nothing (run it), another request, the same one still running, or its answer. */
export type KeyState =
  | { readonly state: 'run' }
  | { readonly state: 'differs' }
  | { readonly state: 'running' }
  | { readonly state: 'answered'; readonly status: number; readonly sealed: string };

/** A request that has not answered for this long died with its server; the next one may run. */
const runningSecondsMax = 60;
const rememberedHours = 24;

/** Claims a key in one statement, so that of two requests at the same moment exactly one runs. */
export function claimKey(
  records: Records,
  space: string,
  key: string,
  requestHash: Buffer,
): Promise<KeyState> {
  return records.organization(asId('organization', space), async (trx) => {
    const claimed = await trx
      .insertInto('idempotency_keys')
      .values({ organization_id: space, key, request_hash: requestHash })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'key'])
          .doUpdateSet({ request_hash: requestHash, status: null, answer: null, created_at: sql`now()` })
          .where(
            sql<boolean>`idempotency_keys.created_at < now() - make_interval(hours => ${rememberedHours})
              OR (idempotency_keys.status IS NULL AND idempotency_keys.request_hash = ${requestHash}
                AND idempotency_keys.created_at < now() - make_interval(secs => ${runningSecondsMax}))`,
          ),
      )
      .returning('key')
      .executeTakeFirst();
    if (claimed) return { state: 'run' };
    const row = await trx
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'status', 'answer'])
      .where('key', '=', key)
      .executeTakeFirst();
    // Between the two statements the first request gave its key back: the sender may simply try again.
    if (!row) return { state: 'running' };
    if (!row.request_hash.equals(requestHash)) return { state: 'differs' };
    if (row.status === null) return { state: 'running' };
    return { state: 'answered', status: row.status, sealed: String(row.answer) };
  });
}

export async function keepAnswer(
  records: Records,
  space: string,
  key: string,
  answer: { status: number; sealed: string },
): Promise<void> {
  await records.organization(asId('organization', space), async (trx) => {
    await trx
      .updateTable('idempotency_keys')
      .set({ status: answer.status, answer: JSON.stringify(answer.sealed) })
      .where('key', '=', key)
      .execute();
    // Now and then, whoever writes also sweeps what is too old to be repeated.
    if (Math.random() < 0.01) {
      await trx
        .deleteFrom('idempotency_keys')
        .where('created_at', '<', sql<Date>`now() - make_interval(hours => ${rememberedHours})`)
        .execute();
    }
  });
}

/** Keeps a request that takes long from being taken for one whose server died. */
export async function sayStillRunning(records: Records, space: string, key: string): Promise<void> {
  await records.organization(asId('organization', space), (trx) =>
    trx
      .updateTable('idempotency_keys')
      .set({ created_at: sql`now()` })
      .where('key', '=', key)
      .where('status', 'is', null)
      .execute(),
  );
}

/** A refused or failed request changed nothing worth remembering: the same key may be used again. */
export async function giveKeyBack(records: Records, space: string, key: string): Promise<void> {
  await records.organization(asId('organization', space), (trx) =>
    trx.deleteFrom('idempotency_keys').where('key', '=', key).where('status', 'is', null).execute(),
  );
}
