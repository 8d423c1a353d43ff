/** How a number moved against what it is compared with. Pure. */
import type { MetricDefinition, Unit } from '../api/metrics.ts';

export type Change =
  | { readonly kind: 'none'; readonly reason: 'no_value' | 'no_comparison' | 'from_zero' }
  | {
      readonly kind: 'relative' | 'points';
      /** A share (0.12 is 12 % more) or, for ratios, a difference of shares (0.012 is 1.2 points). */
      readonly size: number;
      readonly direction: 'up' | 'down' | 'flat';
    };

/** Below this a move shows as 0.0 % and has no direction. */
const visible = 0.0005;

/** Ratios move by percentage points: from 2 % to 3 % is one point, not "50 % more". */
export function changeOf(
  value: number | null | undefined,
  before: number | null | undefined,
  unit: Unit,
): Change {
  if (value === null || value === undefined) return { kind: 'none', reason: 'no_value' };
  if (before === null || before === undefined) return { kind: 'none', reason: 'no_comparison' };
  if (unit !== 'share' && before === 0) {
    if (value === 0) return { kind: 'relative', size: 0, direction: 'flat' };
    return { kind: 'none', reason: 'from_zero' };
  }
  const size = unit === 'share' ? value - before : (value - before) / Math.abs(before);
  const direction =
    Math.abs(size) < (unit === 'share' ? visible / 10 : visible) ? 'flat' : size > 0 ? 'up' : 'down';
  return { kind: unit === 'share' ? 'points' : 'relative', size, direction };
}

/** Which way of a metric is better, as its definition says. */
export type Better = MetricDefinition['better'];

export type Judgement = 'better' | 'worse' | 'none';

/** Whether a move is good news. What shows no direction is not judged, nor is a metric of which neither way is better. */
export function judgementOf(change: Change, better: Better): Judgement {
  if (change.kind === 'none' || change.direction === 'flat' || better === 'neither') return 'none';
  return change.direction === better ? 'better' : 'worse';
}

/** The same move as a share of the earlier value, so that metrics of any unit can be ranked together. */
export function relativeMove(
  value: number | null | undefined,
  before: number | null | undefined,
): number | null {
  if (value === null || value === undefined || before === null || before === undefined || before === 0)
    return null;
  return (value - before) / Math.abs(before);
}
