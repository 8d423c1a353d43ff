import { marketNamespace } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import type { Jobs } from '#platform/jobs';
import type { LayersAsked } from '../ask-layers.ts';
import { pulseOfFacts } from '../facts/layer-facts-store.ts';
import { buildDays, missingDays, type SnapshotParts, tendSnapshots } from './keep-snapshots.ts';
import { keptDays, type LayerCount } from './snapshots-store.ts';

/** Asks for days to be gathered in the background. */
export type FillTrend = (
  asked: Pick<LayersAsked, 'organizationId' | 'holder'>,
  days: readonly string[],
) => Promise<void>;

export function missingOfTrend(
  range: { readonly from: string; readonly to: string },
  counts: readonly LayerCount[],
  { zone }: Pick<LayersAsked, 'zone'>,
  nowMs: number,
): string[] {
  const days: string[] = [];
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) days.push(day);
  const kept = new Map(counts.map(({ date, built }) => [date, { day: date, builtMs: built, facts: 0n }]));
  return missingDays(days, [...kept.values()], zone, nowMs);
}

const fillQueue = 'layers-fill';
export const tendQueue = 'layers-tend';
type Fill = {
  readonly organizationId: OrganizationId;
  readonly holder: string;
  readonly days: readonly string[];
};
/** A page asks again while it waits; the same days are queued again only where nothing came of it for so long. */
const patienceMs = 60_000;

/**
 * The jobs of layers: days that a trend lacks, and every ten minutes the organisations in which anything changed:
 * each gets its last whole day soon after its own midnight, and those days again that late facts or merges touched.
 */
export async function workSnapshots(parts: SnapshotParts, jobs: Jobs): Promise<FillTrend> {
  await jobs.work<Fill>(
    fillQueue,
    { retriesMax: 1, expireSeconds: 1_800 },
    async ({ organizationId, holder, days }) => {
      const structure = await parts.structureOf(organizationId);
      const sorted = [...days].sort();
      const range = { from: sorted[0] ?? '', to: sorted.at(-1) ?? '' };
      const kept = await keptDays(parts.columnar, organizationId, holder, range);
      const missing = missingDays(days, kept, structure.organization.zone, parts.now());
      await buildDays(parts, structure, missing);
    },
  );
  /** Told by this process; another one, or one that starts again, looks once more for nothing. */
  const tended = new Map<OrganizationId, string>();
  await jobs.work(tendQueue, { retriesMax: 1, expireSeconds: 3_600 }, async () => {
    for (const [organizationId, { facts, pulse }] of await pulseOfFacts(parts.columnar)) {
      // What shoppers do in no organisation's name makes nobody known to one.
      if (organizationId === marketNamespace || facts === 0) continue;
      try {
        const { zone } = (await parts.structureOf(organizationId)).organization;
        const seen = `${dateOf(parts.now(), zone)} ${pulse}`;
        if (tended.get(organizationId) === seen) continue;
        const { left } = await tendSnapshots(parts, organizationId);
        if (left === 0) tended.set(organizationId, seen);
      } catch (error) {
        // The others are tended all the same; this one is tried again with the next look.
        parts.onError(error);
      }
    }
  });
  await jobs.schedule(tendQueue, '*/10 * * * *');
  const queued = new Map<string, number>();
  return async ({ organizationId, holder }, days) => {
    const key = `${organizationId} ${holder} ${days.join()}`;
    const nowMs = parts.now();
    for (const [old, atMs] of queued) if (nowMs - atMs > patienceMs) queued.delete(old);
    if (queued.has(key)) return;
    queued.set(key, nowMs);
    await jobs.send(fillQueue, { organizationId, holder, days } satisfies Fill);
  };
}
