import { parseId } from '#kernel/ids';
import { type Refusal, type Result, refuse } from '#kernel/result';
import { isZone, type Span, spanOf } from '#kernel/time';
import { type Structure, zoneOfBrands } from '#organisations';
import { type DimensionId, type MetricFilter, type MetricQuery, touchAxes } from '../contract.ts';
import { dimensions, isDimension, storedType, storedValue } from '../definitions/dimensions.ts';
import { dimensionsOf, measuresOf, metric, type Registry } from '../definitions/registry.ts';
import { type Bucket, bucketsOf } from './buckets.ts';

export type StoredFilter = {
  readonly dimension: DimensionId;
  readonly op: 'in' | 'not_in';
  readonly type: 'UUID' | 'String';
  readonly values: readonly string[];
};

/** A question that has been checked: everything in it exists and fits together. */
export type Question = {
  readonly metrics: readonly string[];
  readonly dimensions: readonly DimensionId[];
  readonly filters: readonly StoredFilter[];
  readonly span: Span;
  readonly zone: string;
  readonly grain: MetricQuery['grain'];
  readonly buckets: readonly Bucket[];
  readonly order: MetricQuery['order'];
  readonly limit: number | undefined;
  readonly offset: number;
};

export type QueryRefusal = Refusal<
  'unknown_metric' | 'unknown_dimension' | 'unknown_value' | 'unprocessable' | 'too_many_rows'
>;

export const rowsMax = 10_000;
/** Each bucket of a trailing window reads the facts of its whole window again. */
const windowBucketsMax = 400;
/** The columnar store's days reach from 1970 to 2149. */
const earliestMs = Date.UTC(1970, 0, 3);
const latestMs = Date.UTC(2149, 0, 1);

export function resolveQuery(
  query: Pick<
    MetricQuery,
    'metrics' | 'dimensions' | 'filters' | 'range' | 'grain' | 'order' | 'limit' | 'offset'
  >,
  registry: Registry,
  structure: Structure,
): Result<Question, QueryRefusal> {
  const metrics = [...new Set(query.metrics)];
  for (const [place, id] of query.metrics.entries()) {
    if (!registry.has(id)) return refuse('unknown_metric', `There is no metric ${id}.`, `metrics.${place}`);
  }
  const split = new Set<DimensionId>();
  for (const [place, name] of query.dimensions.entries()) {
    const field = `dimensions.${place}`;
    if (!isDimension(name)) return refuse('unknown_dimension', `There is no dimension ${name}.`, field);
    if (split.has(name)) return refuse('unprocessable', `${name} is named twice.`, field);
    const without = metrics.find((id) => !dimensionsOf(registry, id).includes(name));
    if (without) return refuse('unknown_dimension', `${without} cannot be split by ${name}.`, field);
    split.add(name);
  }
  const filters: StoredFilter[] = [];
  for (const [place, filter] of query.filters.entries()) {
    const stored = storedFilter(filter, `filters.${place}`, metrics, registry);
    if (!stored.ok) return stored;
    filters.push(stored.value);
  }
  const axes = [...split].filter((dimension) => (touchAxes as readonly string[]).includes(dimension));
  const share = metrics.find((id) => 'shareOf' in metric(registry, id).computation);
  if (share && axes.length !== 1) {
    return refuse(
      'unprocessable',
      `${share} needs exactly one touch axis among the dimensions: ${touchAxes.join(', ')}.`,
      'dimensions',
    );
  }

  const zone = zoneOfQuestion(query.filters, structure);
  const span = spanOf(query.range, zone);
  if (!span) {
    return refuse(
      'unprocessable',
      'from and to are dates (YYYY-MM-DD) or instants (with offset or Z), from before to.',
      spanOf({ from: query.range.from, to: '2148-12-31' }, zone) ? 'range.to' : 'range.from',
    );
  }
  if (span.fromMs < earliestMs || span.toMs > latestMs) {
    return refuse('unprocessable', 'The range must lie within 1970-01-03 and 2148-12-31.', 'range');
  }
  const buckets = bucketsOf(span, query.grain, zone, rowsMax);
  if (!buckets) {
    return refuse('too_many_rows', `A range of more than ${rowsMax} ${query.grain} buckets.`, 'grain');
  }
  if (buckets.length > windowBucketsMax && metrics.some((id) => takesWindows(registry, id))) {
    return refuse(
      'too_many_rows',
      `Metrics over trailing windows take at most ${windowBucketsMax} buckets.`,
      'grain',
    );
  }
  const order = query.order;
  if (order && order.by !== 'time' && !metrics.includes(order.by) && !query.dimensions.includes(order.by)) {
    return refuse('unprocessable', `Order by a metric or dimension of the query, or time.`, 'order.by');
  }
  if (query.offset !== undefined && query.limit === undefined) {
    return refuse('unprocessable', 'Pages need a limit: how many rows each of them has.', 'offset');
  }
  return {
    ok: true,
    value: {
      metrics,
      dimensions: [...split],
      filters,
      span,
      zone,
      grain: query.grain,
      buckets,
      order,
      limit: query.limit,
      offset: query.offset ?? 0,
    },
  };
}

/** The zone of the one brand that is asked for, else the organisation's. */
function zoneOfQuestion(filters: readonly MetricFilter[], structure: Structure): string {
  const brands = filters.filter(({ dimension, op }) => dimension === 'brand' && op === 'in');
  const ids = brands.flatMap(({ values }) => values.map((value) => parseId('brand', value) ?? ''));
  const zone = zoneOfBrands(structure, [...new Set(ids)]);
  return isZone(zone) ? zone : 'UTC';
}

function storedFilter(
  { dimension, op, values }: MetricFilter,
  field: string,
  metrics: readonly string[],
  registry: Registry,
): Result<StoredFilter, QueryRefusal> {
  if (!isDimension(dimension)) {
    return refuse('unknown_dimension', `There is no dimension ${dimension}.`, `${field}.dimension`);
  }
  const without = metrics.find((id) => !dimensionsOf(registry, id).includes(dimension));
  if (without) {
    return refuse(
      'unknown_dimension',
      `${without} cannot be filtered by ${dimension}.`,
      `${field}.dimension`,
    );
  }
  const stored: string[] = [];
  for (const [place, value] of values.entries()) {
    const one = storedValue(dimension, value);
    if (one === null) {
      const { values: kind } = dimensions[dimension];
      const wanted = kind.kind === 'word' ? `one of ${kind.words.join(', ')}` : `an id of a ${dimension}`;
      return refuse('unknown_value', `${dimension} takes ${wanted}.`, `${field}.values.${place}`);
    }
    stored.push(one);
  }
  return { ok: true, value: { dimension, op, type: storedType(dimension), values: stored } };
}

function takesWindows(registry: Registry, id: string): boolean {
  return measuresOf(registry, id).some(({ aggregate }) => aggregate === 'window');
}
