import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import type { Forgotten } from '../forgotten/forgotten-store.ts';
import { type Merge, type MergeRequest, planMerges } from './plan-merges.ts';

/** Topic of merges; payload of `MergesMessage`. */
export const mergesTopic = 'persons.merged';
export type MergesMessage = { readonly merges: readonly { person: number; canonical: number }[] };

/**
 * Merges persons of one namespace; those of a namespace take turns, because each looks at what is there. Whoever was erased
 * becomes nobody else: what they did is not to count for a person whom somebody knows.
 */
export async function recordMerges(
  { records, forgotten }: { readonly records: Records; readonly forgotten: Forgotten },
  namespace: OrganizationId,
  requests: readonly MergeRequest[],
): Promise<void> {
  await records.organization(namespace, async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(460050, hashtext(${namespace}))`.execute(trx);
    const gone = await forgotten.people();
    const asked = requests.filter(({ from }) => !gone.has(from));
    if (asked.length === 0) return;
    const persons = [...new Set(asked.flatMap(({ from, into }) => [from, into]))];
    const { merges } = planMerges(await mergesAround(trx, namespace, persons), asked);
    if (merges.length === 0) return;
    await writeMerges(trx, namespace, merges);
    const message: MergesMessage = { merges: merges.map(({ person, canonical }) => ({ person, canonical })) };
    await publish(trx, namespace, mergesTopic, message);
  });
}

/** Merges of these persons and into them. */
async function mergesAround(
  trx: Trx,
  namespace: OrganizationId,
  persons: readonly number[],
): Promise<Map<number, number>> {
  const rows = await trx
    .selectFrom('person_merges')
    .select(['person', 'canonical'])
    .where('namespace', '=', namespace)
    .where((where) => where.or([where('person', 'in', persons), where('canonical', 'in', persons)]))
    .execute();
  return new Map(rows.map(({ person, canonical }) => [person, canonical]));
}

async function writeMerges(trx: Trx, namespace: OrganizationId, merges: readonly Merge[]): Promise<void> {
  await sql`
    INSERT INTO person_merges (namespace, person, canonical, reason)
    SELECT ${namespace}, merge.person, merge.canonical, merge.reason
    FROM unnest(${merges.map(({ person }) => person)}::int[], ${merges.map(({ canonical }) => canonical)}::int[],
                ${merges.map(({ reason }) => reason)}::text[]) AS merge (person, canonical, reason)
    ON CONFLICT (person) DO UPDATE SET canonical = EXCLUDED.canonical, merged_at = now()`.execute(trx);
}

/**
 * Copies merges to where events are read. `version` grows with the outbox, so an older copy never wins, and
 * the dictionary is loaded again because the embedded store does not do so by itself.
 */
export async function copyMerges(
  columnar: Columnar,
  messages: readonly { readonly id: number; readonly merges: MergesMessage['merges'] }[],
): Promise<void> {
  const rows = messages.flatMap(({ id, merges }) => merges.map((merge) => ({ ...merge, version: id })));
  if (rows.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await columnar.insert('person_merges', rows, `merges-${ids[0]}-${ids.at(-1)}-${ids.length}`);
  await columnar.command(`SYSTEM RELOAD DICTIONARY ${columnar.database}.person_canonical`);
}
