import type { OrganizationId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { DayPrint, FactPrints } from './fact-prints-store.ts';
import { holdersOf, reachOf, wholeOrganization } from './layer.ts';
import { gatherLayers } from './layer-facts-store.ts';
import { type KeptDay, keptDays, writeDay } from './snapshots-store.ts';

export type SnapshotParts = {
  readonly columnar: Columnar;
  readonly prints: FactPrints;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/** Snapshots are rebuilt this far back; older ones stay as they are. */
const rebuiltDaysMax = 400;
/** An organisation's turn ends after this time; what is left is done at the next look. */
const tendMsMax = 600_000;
/** A day that still runs is gathered again when it is asked for after this time. */
const runningMs = 60_000;

/** Facts up to the end of each day as one checksum: the sum of all days before, modulo 2^64. */
export function cumulated(prints: readonly DayPrint[]): (day: string) => bigint {
  const sums: { readonly day: string; readonly sum: bigint }[] = [];
  let sum = 0n;
  for (const { day, print } of prints) {
    sum = BigInt.asUintN(64, sum + print);
    sums.push({ day, sum });
  }
  return (day) => sums.findLast((one) => one.day <= day)?.sum ?? 0n;
}

/** Gathers these days anew. The checksum is taken first: what arrives meanwhile makes the day look old, never new. */
export async function buildDays(
  { columnar, prints: facts, now }: SnapshotParts,
  structure: Structure,
  days: readonly string[],
  prints?: (day: string) => bigint,
): Promise<void> {
  const { id, zone } = structure.organization;
  const printed = prints ?? cumulated(await facts.read(id, zone));
  const holders = holdersOf(structure);
  for (const day of days) {
    const builtMs = now();
    const gathered = await gatherLayers(columnar, id, reachOf(day, zone), zone);
    await writeDay(columnar, id, { day, holders, builtMs, facts: printed(day) }, gathered);
  }
}

/** Which of these days are not there, or were gathered while they still ran. */
export function missingDays(
  days: readonly string[],
  kept: readonly KeptDay[],
  zone: string,
  nowMs: number,
): string[] {
  const known = new Map(kept.map((day) => [day.day, day]));
  return days.filter((day) => {
    const found = known.get(day);
    return found === undefined || (dateOf(found.builtMs, zone) <= day && nowMs - found.builtMs > runningMs);
  });
}

export type Tended = { readonly gathered: readonly string[]; readonly left: number };

/**
 * Brings an organisation's snapshots up to date: gathers yesterday where it is missing, and every kept day up to
 * whose end something arrived, went away or was merged since. Newest first, and no further once its time is over: a
 * late fact may touch hundreds of days, each a statement over the facts, and other organisations wait. What is left
 * still has the checksum of before, so the next look finds it. Answers the days that it gathered, and how many are left.
 */
export async function tendSnapshots(
  parts: SnapshotParts,
  organizationId: OrganizationId,
  budgetMs = tendMsMax,
): Promise<Tended> {
  const structure = await parts.structureOf(organizationId);
  const { zone } = structure.organization;
  const beganMs = parts.now();
  const yesterday = addDays(dateOf(beganMs, zone), -1);
  const printed = cumulated(await parts.prints.read(organizationId, zone));
  const kept = await keptDays(parts.columnar, organizationId, wholeOrganization, {
    from: addDays(yesterday, -rebuiltDaysMax),
    to: yesterday,
  });
  const old = kept.filter(({ day, facts }) => facts !== printed(day)).map(({ day }) => day);
  const days = kept.some(({ day }) => day === yesterday) ? old : [...old, yesterday];
  days.sort().reverse();
  const gathered: string[] = [];
  for (const day of days) {
    if (gathered.length > 0 && parts.now() - beganMs > budgetMs) break;
    await buildDays(parts, structure, [day], printed);
    gathered.push(day);
  }
  return { gathered, left: days.length - gathered.length };
}
