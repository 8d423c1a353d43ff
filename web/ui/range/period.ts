/** The time a page shows: a preset that moves with the clock, or two fixed dates. Pure; today comes in. */
import { addDays, daysBetween, startOfDate } from '#kernel/time';

export const presets = ['today', 'yesterday', 'last7', 'last30', 'month'] as const;
export type Preset = (typeof presets)[number];
export type Period =
  | { readonly kind: Preset }
  | { readonly kind: 'custom'; readonly from: string; readonly to: string };

/** Both ends are local dates and belong to the range, as the metric API takes them. */
export type DateRange = { readonly from: string; readonly to: string };

const daysMax = 1_200;

export function readPeriod(search: {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}): Period {
  const { from, to } = search;
  if (from && to && isDate(from) && isDate(to) && from <= to && daysBetween(from, to) <= daysMax) {
    return { kind: 'custom', from, to };
  }
  return { kind: presets.find((preset) => preset === search.period) ?? 'last7' };
}

/** `today` is the date in the zone of the brand or organisation that is looked at. */
export function rangeOf(period: Period, today: string): DateRange {
  switch (period.kind) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last7':
      return { from: addDays(today, -6), to: today };
    case 'last30':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'custom':
      return { from: period.from, to: period.to };
  }
}

export function daysOf(range: DateRange): number {
  return daysBetween(range.from, range.to) + 1;
}

/** A trend wants some ten to ninety points: hours within two days, weeks beyond four months. */
export function grainOf(range: DateRange): 'hour' | 'day' | 'week' | 'month' {
  const days = daysOf(range);
  if (days <= 2) return 'hour';
  if (days <= 120) return 'day';
  return days <= 800 ? 'week' : 'month';
}

function isDate(text: string): boolean {
  return startOfDate(text, 'UTC') !== null;
}
