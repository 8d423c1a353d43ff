import { type GroupsAsked, groupsAllow } from '#events';
import { dateOf } from '#kernel/time';
import type { Random } from '#science/random';
import type { ServedPlacement } from './served-placement.ts';

/** When one person was shown placements, by placement; milliseconds, of the last thirty days. */
export type Showings = ReadonlyMap<string, readonly number[]>;

/** However many days a placement runs, nobody is shown it more often than this in thirty of them. */
export const showingsMax = 10;

/** Whether a placement runs now and is for a person; what it shows and how often is asked afterwards. */
export function isFor(
  placement: ServedPlacement,
  person: number,
  groups: GroupsAsked,
  nowMs: number,
): boolean {
  return (
    placement.isOn &&
    placement.startsAtMs <= nowMs &&
    nowMs < placement.endsAtMs &&
    groupsAllow(groups, placement, person)
  );
}

/**
 * Whether a person may be shown a placement once more. `seenAtMs` is when they saw its video without it: a video that was
 * watched today counts as shown today, because that is what a cap is for.
 */
export function mayShowAgain(
  { perDay, zone }: Pick<ServedPlacement, 'perDay' | 'zone'>,
  showings: readonly number[],
  seenAtMs: number | null,
  nowMs: number,
): boolean {
  if (showings.length >= showingsMax) return false;
  const today = dateOf(nowMs, zone);
  const isToday = (ms: number) => dateOf(ms, zone) === today;
  const shown = showings.filter(isToday).length;
  const seen = seenAtMs !== null && isToday(seenAtMs) ? 1 : 0;
  return Math.max(shown, seen) < perDay;
}

/** The order in which placements of one person are offered: by priority, and among equals by chance. */
export function inOrder<Placement extends Pick<ServedPlacement, 'priority'>>(
  placements: readonly Placement[],
  random: Random,
): Placement[] {
  return placements
    .map((placement) => ({ placement, draw: random() }))
    .sort((one, other) => one.placement.priority - other.placement.priority || one.draw - other.draw)
    .map(({ placement }) => placement);
}
