/** Spend of a day so far against what an even pace by expected traffic would have spent. Pure. */
export type PacingPoint = {
  /** Minutes since midnight of the plan's day. */
  readonly minute: number;
  /** Sum up to this minute; null for minutes to come. */
  readonly spent: number | null;
  readonly planned: number | null;
};

/** Minutes between two points of the picture; the sums are to the minute. */
const step = 5;

export function pacingPoints(
  costs: readonly (number | null)[],
  nowMinute: number,
  expected: readonly number[] | undefined,
  budget: number,
): PacingPoint[] {
  const points: PacingPoint[] = [];
  let sum = 0;
  const minutes = Math.max(costs.length, 1440);
  for (let minute = 0; minute < minutes; minute++) {
    sum += costs[minute] ?? 0;
    const isShown = minute % step === 0 || minute === nowMinute || minute === minutes - 1;
    if (isShown)
      points.push({
        minute,
        spent: minute <= nowMinute ? sum : null,
        planned: expected ? budget * shareBefore(expected, minute / 60) : null,
      });
  }
  return points;
}

/** Shares before each whole hour, drawn straight between them. */
export function shareBefore(expected: readonly number[], hour: number): number {
  const from = Math.min(23, Math.floor(hour));
  const [low, high] = [expected[from] ?? 0, expected[from + 1] ?? 1];
  return low + (high - low) * Math.min(1, hour - from);
}

export const minuteText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
