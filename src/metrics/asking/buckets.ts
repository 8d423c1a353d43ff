import { Temporal } from 'temporal-polyfill';
import { addDays, addMonths, dateOf, type Grain, type Span, startOfDate } from '#kernel/time';

/**
 * One bucket of the time axis. `key` is what the store groups by: days since 1970 of the local date for day,
 * week and month, epoch seconds for minute and hour, 0 for all. The first and last are clipped to the range.
 */
export type Bucket = {
  readonly key: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** What the answer shows as `time`. */
  readonly label: string | null;
};

const dayMs = 86_400_000;

/** Buckets of a span in order, or null when there would be more than `max`. */
export function bucketsOf(span: Span, grain: Grain, zone: string, max: number): Bucket[] | null {
  if (grain === 'all') return [{ key: 0, ...span, label: null }];
  const smallestMs = { minute: 60_000, hour: 3_600_000, day: 82_000_000, week: 590_000_000, month: 2.4e9 }[
    grain
  ];
  if ((span.toMs - span.fromMs) / smallestMs > max + 2) return null;
  const buckets: Bucket[] = [];
  const add = (key: number, fromMs: number, toMs: number, label: string): void => {
    buckets.push({
      key,
      fromMs: Math.max(fromMs, span.fromMs),
      toMs: Math.min(toMs, span.toMs),
      label,
    });
  };
  if (grain === 'minute' || grain === 'hour') {
    for (let at = floorInstant(span.fromMs, grain, zone); at < span.toMs; ) {
      const next = floorInstant(at + (grain === 'minute' ? 60_000 : 3_600_000), grain, zone);
      add(at / 1000, at, next, showInstant(at, zone));
      at = next;
    }
  } else {
    let date = firstDate(dateOf(span.fromMs, zone), grain);
    for (let at = instantOf(date, zone); at < span.toMs; ) {
      const following = nextDate(date, grain);
      const next = instantOf(following, zone);
      add(dayNumber(date), at, next, date);
      date = following;
      at = next;
    }
  }
  return buckets.length > max ? null : buckets;
}

/** The label of a bucket the store named that the list does not hold. */
export function labelOfKey(key: number, grain: Grain, zone: string): string | null {
  if (grain === 'all') return null;
  if (grain === 'minute' || grain === 'hour') return showInstant(key * 1000, zone);
  return new Date(key * dayMs).toISOString().slice(0, 10);
}

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** `2026-03-01T09:00:00+08:00` */
export function showInstant(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The same local time a number of days earlier, as `subtractDays` of the store with a zone. */
export function daysBefore(ms: number, days: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).subtract({ days })
    .epochMilliseconds;
}

function instantOf(date: string, zone: string): number {
  const start = startOfDate(date, zone);
  if (start === null) throw new Error(`${date} is no date`);
  return start;
}

function floorInstant(ms: number, grain: 'minute' | 'hour', zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: grain, roundingMode: 'floor' }).epochMilliseconds;
}

function firstDate(date: string, grain: 'day' | 'week' | 'month'): string {
  if (grain === 'day') return date;
  if (grain === 'month') return `${date.slice(0, 8)}01`;
  return addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
}

function nextDate(date: string, grain: 'day' | 'week' | 'month'): string {
  return grain === 'month' ? addMonths(date, 1) : addDays(date, grain === 'week' ? 7 : 1);
}
