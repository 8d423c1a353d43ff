import { addMonths, dateOf, type Span, startOfDate } from '#kernel/time';

/** What was set out for one metric in one local month (YYYY-MM-01). */
export type Target = {
  readonly metric: string;
  readonly month: string;
  readonly brandId: string | null;
  readonly shopId: string | null;
  readonly value: number;
};

/**
 * What the targets of months mean for a span: an amount is prorated by time, day by day; a ratio is the mean
 * of the months' ratios weighted by their time in the span. Null when any month of the span has no target.
 */
export function proratedTarget(
  targets: ReadonlyMap<string, number>,
  span: Span,
  zone: string,
  additive: boolean,
): number | null {
  let sum = 0;
  for (let month = `${dateOf(span.fromMs, zone).slice(0, 8)}01`; ; month = addMonths(month, 1)) {
    const from = startOfDate(month, zone);
    const to = startOfDate(addMonths(month, 1), zone);
    if (from === null || to === null || from >= span.toMs) break;
    const target = targets.get(month);
    if (target === undefined) return null;
    const insideMs = Math.min(to, span.toMs) - Math.max(from, span.fromMs);
    sum += target * (additive ? insideMs / (to - from) : insideMs / (span.toMs - span.fromMs));
  }
  return sum;
}
