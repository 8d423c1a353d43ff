/** Filters in an address: `carrier:live,short_video;source:feed`. Pure. */
import type { Filter } from '../api/metrics.ts';

const dimensionPattern = /^[a-z_]{1,40}$/;
const filtersMax = 12;
const valuesMax = 50;

export function readFilters(text: string | undefined): Filter[] {
  if (!text) return [];
  const found: Filter[] = [];
  for (const part of text.split(';').slice(0, filtersMax)) {
    const [name = '', list] = part.split(':', 2);
    const excluded = name.endsWith('!');
    const dimension = excluded ? name.slice(0, -1) : name;
    if (!dimensionPattern.test(dimension) || list === undefined) continue;
    const values = list.split(',').slice(0, valuesMax).map(decode);
    found.push({ dimension, op: excluded ? 'not_in' : 'in', values });
  }
  return found;
}

export function writeFilters(filters: readonly Filter[]): string | undefined {
  const parts = filters
    .filter(({ values }) => values.length > 0)
    .map(
      ({ dimension, op, values }) =>
        `${dimension}${op === 'not_in' ? '!' : ''}:${values.map(encodeURIComponent).join(',')}`,
    );
  return parts.length > 0 ? parts.join(';') : undefined;
}

/** A click on a value adds it; a second click on the only chosen value takes the filter away. */
export function toggleFilter(filters: readonly Filter[], dimension: string, value: string): Filter[] {
  const present = filters.find((filter) => filter.dimension === dimension && filter.op === 'in');
  const others = filters.filter((filter) => filter !== present);
  if (!present) return [...others, { dimension, op: 'in', values: [value] }];
  const values = present.values.includes(value)
    ? present.values.filter((kept) => kept !== value)
    : [...present.values, value];
  return values.length > 0 ? [...others, { ...present, values }] : others;
}

export function isChosen(filters: readonly Filter[], dimension: string, value: string): boolean {
  return filters.some(
    (filter) => filter.dimension === dimension && filter.op === 'in' && filter.values.includes(value),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
