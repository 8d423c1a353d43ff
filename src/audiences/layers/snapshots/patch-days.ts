import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet } from '#platform/people-sets';
import { type BucketPrints, changedBuckets, filledBuckets, numbersIn } from '../facts/bucket-prints.ts';
import { keptBucketPrints, mergedBuckets } from '../facts/bucket-prints-store.ts';
import type { GatheredLayer } from '../facts/layer-facts-store.ts';
import { type KeptDay, readDay, type Standing, type StandingOf, standingsOf } from './snapshots-store.ts';

/**
 * The buckets of people of whom a kept day does not know the facts as they are now; null where that cannot be told:
 * no checksums were kept with it, or the organisation's days are those of another zone now, which moves the times
 * that everybody is looked at from.
 */
export async function touchedSince(
  columnar: Columnar,
  organizationId: OrganizationId,
  kept: KeptDay,
  now: { readonly prints: BucketPrints; readonly zone: string },
): Promise<readonly number[] | null> {
  const before = await keptBucketPrints(columnar, organizationId, kept.day);
  if (before?.version !== kept.builtMs || before.zone !== now.zone) return null;
  return changedBuckets(before.prints, now.prints);
}

/** These buckets, and those in which somebody stands for whom the facts of these count since a merge. */
export async function withMerged(columnar: Columnar, touched: Iterable<number>): Promise<number[]> {
  const buckets = new Set(touched);
  if (buckets.size === 0) return [];
  for (const bucket of await mergedBuckets(columnar, [...buckets])) buckets.add(bucket);
  return [...buckets].sort((one, other) => one - other);
}

/** How much of an organisation stands in so many buckets. */
export const shareOf = (buckets: number, prints: BucketPrints): number =>
  buckets / Math.max(1, filledBuckets(prints));

/**
 * A kept day with those in some buckets as they were gathered anew, and everybody else as they stand. Where a holder
 * does not stand as the day was kept, because it is new or another process wrote meanwhile, everybody is gathered.
 */
export function patched(
  columnar: Columnar,
  organizationId: OrganizationId,
  kept: KeptDay,
  buckets: readonly number[],
  gathered: readonly GatheredLayer[],
  gatherWhole: () => Promise<readonly GatheredLayer[]>,
): (holder: string) => Promise<StandingOf> {
  const anew = standingsOf(gathered);
  let whole: ((holder: string) => StandingOf) | null = null;
  let replaced = { upTo: -1, people: PeopleSet.none };
  const stay = (people: PeopleSet) => {
    if (people.last > replaced.upTo)
      replaced = { upTo: people.last, people: PeopleSet.of(numbersIn(buckets, people.last)) };
    return people.without(replaced.people);
  };
  const joined = (before: Standing, added: Standing | undefined): Standing => {
    const left = stay(PeopleSet.fromState(before.people));
    const people = added ? left.or(PeopleSet.fromState(added.people)) : left;
    return { persons: people.size, people: people.toState() };
  };
  return async (holder) => {
    const standing = whole ? null : await readDay(columnar, organizationId, holder, kept);
    if (standing)
      return (cut, layer) => {
        const before = standing(cut, layer);
        return before && joined(before, anew(holder)(cut, layer));
      };
    whole ??= standingsOf(await gatherWhole());
    return whole(holder);
  };
}
