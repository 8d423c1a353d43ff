import { Temporal } from 'temporal-polyfill';

const hourMs = 3_600_000;
const cachedHoursMax = 50_000;
const cache = new Map<string, Map<number, number | null>>();

/**
 * The instant of a civil time (given as if it were UTC) in a zone. Half a million rows fall into a few
 * thousand hours and zones change their offset on a full hour, so the calendar is asked once per hour.
 * A time that a change of clocks skips or repeats is resolved as RFC 5545 does (`compatible`).
 */
export function localToEpochMs(civilMs: number, zone: string): number | null {
  const hours = cache.get(zone) ?? new Map<number, number | null>();
  cache.set(zone, hours);
  const hour = Math.floor(civilMs / hourMs);
  let offset = hours.get(hour);
  if (offset === undefined) {
    if (hours.size >= cachedHoursMax) hours.clear();
    offset = offsetAt(hour * hourMs, zone);
    hours.set(hour, offset);
  }
  return offset === null ? null : civilMs - offset;
}

function offsetAt(civilMs: number, zone: string): number | null {
  try {
    const civil = Temporal.Instant.fromEpochMilliseconds(civilMs).toZonedDateTimeISO('UTC').toPlainDateTime();
    return civilMs - civil.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
