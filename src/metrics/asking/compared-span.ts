import { Temporal } from 'temporal-polyfill';
import { addDays, addMonths, daysBetween, type Span, spanOf } from '#kernel/time';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
type Range = { readonly from: string; readonly to: string };

/**
 * The span to compare with. Dates move by local days, so both spans hold whole days even over a change of
 * clocks; a range of whole months is compared with as many whole months before it.
 */
export function comparedSpan(
  kind: 'previous_period' | 'same_period_last_week' | 'same_period_last_year',
  range: Range,
  span: Span,
  zone: string,
): Span {
  if (datePattern.test(range.from) && datePattern.test(range.to)) {
    const moved = spanOf(movedDates(kind, range), zone);
    if (moved) return moved;
  }
  if (kind === 'previous_period') {
    return { fromMs: span.fromMs - (span.toMs - span.fromMs), toMs: span.fromMs };
  }
  const less = kind === 'same_period_last_week' ? { days: 7 } : { years: 1 };
  const move = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).subtract(less).epochMilliseconds;
  return { fromMs: move(span.fromMs), toMs: move(span.toMs) };
}

/**
 * A period that is still running is compared with as much of the other one as has passed of it: seven days of
 * which today has just begun would otherwise always look worse than seven whole ones.
 */
export function asMuchAsHasPassed(span: Span, compared: Span, nowMs: number): Span {
  if (nowMs <= span.fromMs || nowMs >= span.toMs) return compared;
  return { fromMs: compared.fromMs, toMs: Math.min(compared.toMs, compared.fromMs + (nowMs - span.fromMs)) };
}

function movedDates(kind: string, { from, to }: Range): Range {
  if (kind === 'same_period_last_week') return { from: addDays(from, -7), to: addDays(to, -7) };
  if (kind === 'same_period_last_year') return { from: addMonths(from, -12), to: addMonths(to, -12) };
  const after = addDays(to, 1);
  if (from.endsWith('-01') && after.endsWith('-01')) {
    const months = Temporal.PlainDate.from(from).until(after, { largestUnit: 'months' }).months;
    return { from: addMonths(from, -months), to: addDays(from, -1) };
  }
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}
