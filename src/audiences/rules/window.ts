import { addDays, dateOf, type Span, spanOf, startOfDate } from '#kernel/time';
import type { Asked } from './condition-kind.ts';
import type { ConditionOf } from './rule.ts';

export type Window = ConditionOf<'did'>['window'];

/** The span of a window in the organisation's zone; null is ever, and a window that ends before it begins is empty. */
export function spanOfWindow({ structure, nowMs }: Asked, window: Window): Span | null {
  if (window === null) return null;
  const { zone } = structure.organization;
  if ('lastDays' in window) return lastDays(zone, nowMs, window.lastDays);
  return spanOf(window, zone) ?? { fromMs: 0, toMs: 0 };
}

/** Today and the local days before it, so many in all, up to and including this instant. */
export function lastDays(zone: string, nowMs: number, days: number): Span {
  const first = addDays(dateOf(nowMs, zone), 1 - days);
  return { fromMs: startOfDate(first, zone) ?? 0, toMs: nowMs + 1 };
}
