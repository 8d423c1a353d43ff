import type { Grain, Span } from '#kernel/time';
import type { StoredFilter } from '../asking/resolve-query.ts';
import type { Source } from '../definitions/definition.ts';

/** Values of a statement, bound by name and type: nothing a caller sent ever becomes SQL text. */
export class Params {
  readonly values: Record<string, unknown> = {};

  /** Binds a value under a name and answers its placeholder; the same name twice must be the same value. */
  bind(name: string, type: string, value: unknown): string {
    this.values[name] = value;
    return `{${name}:${type}}`;
  }
}

export function instant(params: Params, name: string, ms: number): string {
  return `fromUnixTimestamp64Milli(${params.bind(name, 'Int64', ms)})`;
}

/** The instant as a column that is never null: facts without one never pass the range. */
export function atOf(source: Source): string {
  return source.table === 'refund_lines' && source.at === 'paid_at' ? 'assumeNotNull(paid_at)' : source.at;
}

/** The key of the bucket a fact falls into; see `Bucket`. */
export function bucketKey(at: string, grain: Grain, params: Params, zone: string): string {
  return `toInt64(${bucketColumn(at, grain, params, zone)})`;
}

/** The same in the store's own narrow type: grouping by a 16-bit day is an index, by 64 bits a hash. */
export function bucketColumn(at: string, grain: Grain, params: Params, zone: string): string {
  if (grain === 'all') return 'toInt64(0)';
  const local = params.bind('zone', 'String', zone);
  switch (grain) {
    case 'minute':
      return `toUnixTimestamp(toStartOfMinute(${at}))`;
    case 'hour':
      return `toUnixTimestamp(toStartOfHour(${at}, ${local}))`;
    case 'day':
      return `toDate(${at}, ${local})`;
    case 'week':
      return `toMonday(${at}, ${local})`;
    case 'month':
      return `toStartOfMonth(${at}, ${local})`;
  }
}

/**
 * The facts of a span. Besides the exact instants the days of the sort key are bounded, a day wider on both
 * sides because they are local days: that is what lets the store skip everything else.
 */
export function within(source: Source, span: Span, params: Params, prefix = ''): string[] {
  const dayMs = 86_400_000;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const conditions = [
    `${source.day} >= ${params.bind(`${prefix}day_from`, 'Date', day(Math.max(0, span.fromMs - dayMs)))}`,
  ];
  if (source.dayEnds) {
    conditions.push(`${source.day} <= ${params.bind(`${prefix}day_to`, 'Date', day(span.toMs + dayMs))}`);
  }
  conditions.push(
    `${source.at} >= ${instant(params, `${prefix}from_ms`, span.fromMs)}`,
    `${source.at} < ${instant(params, `${prefix}to_ms`, span.toMs)}`,
  );
  return conditions;
}

export function filterConditions(source: Source, filters: readonly StoredFilter[], params: Params): string[] {
  return filters.map(({ dimension, op, type, values }, place) => {
    const column = source.dimensions[dimension];
    if (!column) throw new Error(`${source.id} has no ${dimension}.`);
    return `${column} ${op === 'in' ? 'IN' : 'NOT IN'} ${params.bind(`filter_${place}`, `Array(${type})`, values)}`;
  });
}

/** Rates by currency and local day, as factors between minor units. */
export type Conversion = { readonly base: string; readonly factors: ReadonlyMap<string, number> };

export function rateKey(currency: string, day: string): string {
  return `${currency} ${day}`;
}

/** The factor of a fact's currency on its pay day; 0 where no rate is known. */
export function rateOf(source: Source, conversion: Conversion, params: Params, zone: string): string {
  const known = [...conversion.factors];
  const keys = params.bind('rate_keys', 'Array(String)', ['', ...known.map(([key]) => key)]);
  const factors = params.bind('rate_factors', 'Array(Float64)', [0, ...known.map(([, factor]) => factor)]);
  const base = params.bind('rate_base', 'String', conversion.base);
  const day = `toString(toDate(${source.rateAt}, ${params.bind('zone', 'String', zone)}))`;
  return `if(${source.currency} = ${base}, 1, transform(concat(toString(${source.currency}), ' ', ifNull(${day}, '')), ${keys}, ${factors}, toFloat64(0)))`;
}

export function converted(column: string, rate: string | null): string {
  return rate === null ? `toInt64(${column})` : `toInt64(floor(${column} * (${rate}) + 0.5))`;
}

export function and(conditions: readonly (string | undefined)[]): string {
  const real = conditions.filter((condition) => condition !== undefined);
  return real.length === 0 ? '1' : real.join('\n    AND ');
}
