/**
 * Keys are instants in UTC; buckets are local days, weeks and months in a brand's zone. Temporal does the
 * calendar, so a day of 23 or 25 hours is right without our help.
 */
import { Temporal } from 'temporal-polyfill';

export type Grain = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'all';

/** Half-open [from, to) in epoch milliseconds. */
export type Span = { readonly fromMs: number; readonly toMs: number };

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Midnight (or the first instant) of a local date, in epoch milliseconds; null when it is no date. */
export function startOfDate(date: string, zone: string): number | null {
  if (!datePattern.test(date)) return null;
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The local date of an instant, as YYYY-MM-DD. */
export function dateOf(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * A range whose ends are local dates (the last one included) or instants (the end excluded), as a span.
 * Null when an end is neither, or the span is empty.
 */
export function spanOf(range: { from: string; to: string }, zone: string): Span | null {
  const fromMs = endMs(range.from, zone, 0);
  const toMs = endMs(range.to, zone, 1);
  return fromMs === null || toMs === null || toMs <= fromMs ? null : { fromMs, toMs };
}

function endMs(text: string, zone: string, addedDays: number): number | null {
  if (datePattern.test(text)) {
    const start = startOfDate(text, zone);
    return start === null ? null : startOfDate(addDays(text, addedDays), zone);
  }
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
