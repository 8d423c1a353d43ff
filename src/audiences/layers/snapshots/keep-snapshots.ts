import { createHash } from 'node:crypto';
import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { type BucketPrints, noPrints } from '../facts/bucket-prints.ts';
import { keepBucketPrints, readBucketPrints } from '../facts/bucket-prints-store.ts';
import type { DayPrint, FactPrints } from '../facts/fact-prints-store.ts';
import { gatherLayers, gatherLayersOf } from '../facts/layer-facts-store.ts';
import { holdersOf, reachOf, wholeOrganization } from '../layer.ts';
import { patched, shareOf, touchedSince, withMerged } from './patch-days.ts';
import { type KeptDay, keptDays, type StandingOf, standingsOf, writeDay } from './snapshots-store.ts';

export type SnapshotParts = {
  readonly columnar: Columnar;
  readonly forgotten: Forgotten;
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

/** Where more than this share of the people were touched, a day is gathered whole. */
const patchShareMax = 0.25;
/** Days whose checksums by bucket are read at once, each half a megabyte in memory. */
const lookedAtOnce = 30;

/** Facts up to the end of each day of a zone as one checksum: the sum of all days before, modulo 2^64. */
export function cumulated(prints: readonly DayPrint[], zone: string): (day: string) => bigint {
  const sums: { readonly day: string; readonly sum: bigint }[] = [];
  // Days of another zone end, and look back, at other times even where no fact lies between.
  const none = createHash('sha256').update(zone).digest().readBigUInt64LE();
  let sum = none;
  for (const { day, print } of prints) {
    sum = BigInt.asUintN(64, sum + print);
    sums.push({ day, sum });
  }
  return (day) => sums.findLast((one) => one.day <= day)?.sum ?? none;
}

/** What is known of the facts before anything is gathered: what arrives meanwhile makes a day look old, never new. */
type Known = {
  readonly facts: (day: string) => bigint;
  readonly buckets: ReadonlyMap<string, BucketPrints>;
};

async function keepDay(
  parts: SnapshotParts,
  structure: Structure,
  { facts, buckets }: Known,
  { day, builtMs }: { readonly day: string; readonly builtMs: number },
  standingOf: (holder: string) => StandingOf | Promise<StandingOf>,
): Promise<void> {
  const { id, zone } = structure.organization;
  const built = { day, holders: holdersOf(structure), builtMs, facts: facts(day) };
  await writeDay(parts, id, built, standingOf);
  await keepBucketPrints(parts.columnar, id, { day, version: builtMs, zone }, buckets.get(day) ?? noPrints());
}

const gatherDay = ({ columnar }: SnapshotParts, { organization: { id, zone } }: Structure, day: string) =>
  gatherLayers(columnar, id, reachOf(day, zone), zone);

async function buildDay(
  parts: SnapshotParts,
  structure: Structure,
  known: Known,
  day: string,
): Promise<void> {
  const builtMs = parts.now();
  const gathered = await gatherDay(parts, structure, day);
  await keepDay(parts, structure, known, { day, builtMs }, standingsOf(gathered));
}

/** Gathers these days anew, of everybody. */
export async function buildDays(
  parts: SnapshotParts,
  structure: Structure,
  days: readonly string[],
): Promise<void> {
  if (days.length === 0) return;
  const { id, zone } = structure.organization;
  const known = {
    facts: cumulated(await parts.prints.read(id, zone), zone),
    buckets: await readBucketPrints(parts.columnar, id, zone, [...days].sort()),
  };
  for (const day of days) await buildDay(parts, structure, known, day);
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

/** Days that were gathered of everybody, days of which only those were who had been touched, and how many are left. */
export type Tended = {
  readonly gathered: readonly string[];
  readonly patched: readonly string[];
  readonly left: number;
};

/**
 * Brings an organisation's snapshots up to date: gathers yesterday where it is missing, and of every kept day up to
 * whose end something arrived, went away or was merged since those people whom it touched, or everybody where they
 * are too many. Newest first, and no further once its time is over: a late fact may touch hundreds of days, and other
 * organisations wait. What is left still has the checksum of before, so the next look finds it.
 */
export async function tendSnapshots(
  parts: SnapshotParts,
  organizationId: OrganizationId,
  { budgetMs = tendMsMax, shareMax = patchShareMax } = {},
): Promise<Tended> {
  const structure = await parts.structureOf(organizationId);
  const { zone } = structure.organization;
  const beganMs = parts.now();
  const yesterday = addDays(dateOf(beganMs, zone), -1);
  const facts = cumulated(await parts.prints.read(organizationId, zone), zone);
  const range = { from: addDays(yesterday, -rebuiltDaysMax), to: yesterday };
  const kept = await keptDays(parts.columnar, organizationId, wholeOrganization, range);
  const known = new Map(kept.map((day) => [day.day, day]));
  const old = kept.filter((day) => day.facts !== facts(day.day)).map(({ day }) => day);
  const days = (known.has(yesterday) ? old : [...old, yesterday]).sort().reverse();
  const done = { gathered: [] as string[], patched: [] as string[] };
  const doneCount = () => done.gathered.length + done.patched.length;
  const isOver = () => doneCount() > 0 && parts.now() - beganMs > budgetMs;
  for (let from = 0; from < days.length && !isOver(); from += lookedAtOnce) {
    const some = days.slice(from, from + lookedAtOnce);
    const buckets = await readBucketPrints(parts.columnar, organizationId, zone, some.toReversed());
    const plan = await planDays(parts, structure, some, known, buckets, shareMax);
    for (let place = 0; place < plan.some.length && !isOver(); place += plan.atOnce) {
      const these = plan.some.slice(place, place + plan.atOnce);
      await patchDays(parts, structure, { facts, buckets }, these, plan.touched);
      done.patched.push(...these.map(({ day }) => day));
    }
    for (const day of plan.whole) {
      if (isOver()) break;
      await buildDay(parts, structure, { facts, buckets }, day);
      done.gathered.push(day);
    }
  }
  return { ...done, left: days.length - doneCount() };
}

/** Which of these days are gathered whole, and of which only the touched, how many in one statement. */
async function planDays(
  { columnar }: SnapshotParts,
  { organization: { id, zone } }: Structure,
  days: readonly string[],
  kept: ReadonlyMap<string, KeptDay>,
  buckets: Known['buckets'],
  shareMax: number,
) {
  const whole: string[] = [];
  const some: KeptDay[] = [];
  const touched = new Set<number>();
  for (const day of days) {
    const before = kept.get(day);
    const prints = buckets.get(day) ?? noPrints();
    const found = before ? await touchedSince(columnar, id, before, { prints, zone }) : null;
    if (!before || !found || shareOf(found.length, prints) > shareMax) {
      whole.push(day);
      continue;
    }
    some.push(before);
    for (const bucket of found) touched.add(bucket);
  }
  const all = await withMerged(columnar, touched);
  const share = shareOf(all.length, buckets.get(days[0] ?? '') ?? noPrints());
  // A statement over several days takes no more memory than one over everybody.
  return {
    whole,
    some,
    touched: all,
    atOnce: Math.max(1, Math.floor(1 / Math.max(share, 1 / lookedAtOnce))),
  };
}

async function patchDays(
  parts: SnapshotParts,
  structure: Structure,
  known: Known,
  kept: readonly KeptDay[],
  buckets: readonly number[],
): Promise<void> {
  const { columnar, now } = parts;
  const { id, zone } = structure.organization;
  const builtMs = now();
  const days = kept.map(({ day }) => day).toReversed();
  const gathered = await gatherLayersOf(columnar, id, buckets, days, zone);
  for (const before of kept) {
    const { day } = before;
    const whole = () => gatherDay(parts, structure, day);
    const standing = patched(columnar, id, before, buckets, gathered.get(day) ?? [], whole);
    await keepDay(parts, structure, known, { day, builtMs }, standing);
  }
}
