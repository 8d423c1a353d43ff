import { type Span, startOfDate } from '#kernel/time';
import { type Bucket, labelOfKey } from '../asking/buckets.ts';
import { type Question, rowsMax } from '../asking/resolve-query.ts';
import { shownValue } from '../definitions/dimensions.ts';
import { isMoney, metric, type Registry, readsOf, sourcesOf } from '../definitions/registry.ts';
import type { CoverageBySource, FactRow } from './facts-store.ts';

type Value = number | null;
export type AssembledRow = {
  /** Place of the bucket in the range, by which compared rows are aligned. */
  readonly place: number;
  readonly time: string | null;
  readonly dimensions: Readonly<Record<string, string | null>>;
  readonly values: Record<string, Value>;
  readonly parts: Record<string, { numerator: Value; denominator: Value }>;
};

export type Assembled = {
  readonly rows: readonly AssembledRow[];
  readonly unsafe: ReadonlySet<string>;
  readonly unrated: boolean;
};

/**
 * The rows of the answer. Missing is null and never 0: a bucket without facts is 0 only where its source
 * covers that time, and null before its first fact and in the future.
 */
export function assemble(
  question: Question,
  registry: Registry,
  facts: readonly FactRow[],
  coverage: CoverageBySource,
  nowMs: number,
  max: number = rowsMax,
): Assembled | 'too_many_rows' {
  const unsafe = new Set<string>();
  const places = new Map(question.buckets.map((bucket, place) => [bucket.key, place]));
  const startMs = coverageStart(coverage, question.zone);
  const valuesOf = (
    fact: FactRow | null,
    bucket: Bucket | undefined,
  ): Pick<AssembledRow, 'values' | 'parts'> => {
    const values: Record<string, Value> = {};
    const parts: AssembledRow['parts'] = {};
    const future = bucket !== undefined && bucket.fromMs >= nowMs;
    for (const [place, id] of question.metrics.entries()) {
      const sources = sourcesOf(registry, id);
      const starts = sources.flatMap(readsOf).map((facts) => startMs[facts]);
      const covered = bucket === undefined || starts.every((start) => start !== null && bucket.toMs > start);
      const hidden = future || (isMoney(registry, id) && (fact?.unrated ?? 0) > 0);
      const read = (column: string): Value => {
        if (hidden) return null;
        const value = fact === null ? 0 : (fact[column] as Value);
        if (value === 0 && !covered) return null;
        if (value !== null && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
          unsafe.add(id);
          return null;
        }
        return value;
      };
      if (isRatio(registry, id)) {
        parts[id] = { numerator: read(`n${place}`), denominator: read(`q${place}`) };
        const { denominator } = parts[id];
        values[id] = fact === null || denominator === null || denominator === 0 ? null : read(`v${place}`);
      } else {
        values[id] = read(`v${place}`);
      }
    }
    return { values, parts };
  };
  const rowOf = (fact: FactRow): AssembledRow => {
    const place = places.get(fact.bucket) ?? -1;
    const bucket = question.buckets[place];
    return {
      place,
      time: bucket?.label ?? labelOfKey(fact.bucket, question.grain, question.zone),
      dimensions: shownDimensions(question, fact),
      ...valuesOf(fact, bucket),
    };
  };
  const found = facts.map(rowOf);
  const unrated = facts.some((fact) => fact.unrated > 0);
  // Who asks for an order or a limit wants the first few, not a full grid.
  if (question.order || question.limit !== undefined) {
    return found.length > max ? 'too_many_rows' : { rows: found, unsafe, unrated };
  }
  const filled = fill(question, found, (dimensions, place) => ({
    place,
    time: question.buckets[place]?.label ?? null,
    dimensions,
    ...valuesOf(null, question.buckets[place]),
  }));
  return filled === 'too_many_rows' ? filled : { rows: filled, unsafe, unrated };
}

/** Every group gets every bucket, in the order of time, then of groups. */
function fill(
  question: Question,
  found: readonly AssembledRow[],
  empty: (dimensions: AssembledRow['dimensions'], place: number) => AssembledRow,
): AssembledRow[] | 'too_many_rows' {
  const groups = new Map<string, AssembledRow['dimensions']>();
  const byKey = new Map<string, AssembledRow>();
  for (const row of found) {
    const group = groupKey(row.dimensions);
    groups.set(group, row.dimensions);
    byKey.set(`${row.place} ${group}`, row);
  }
  if (question.dimensions.length === 0) groups.set(groupKey({}), {});
  if (found.length > rowsMax || groups.size * question.buckets.length > rowsMax) return 'too_many_rows';
  return question.buckets.flatMap((_, place) =>
    [...groups].map(([group, dimensions]) => byKey.get(`${place} ${group}`) ?? empty(dimensions, place)),
  );
}

export function groupKey(dimensions: Readonly<Record<string, string | null>>): string {
  return JSON.stringify(dimensions);
}

function shownDimensions(question: Question, fact: FactRow): Record<string, string | null> {
  return Object.fromEntries(
    question.dimensions.map((dimension, place) => [
      dimension,
      shownValue(dimension, String(fact[`d${place}`] ?? '')),
    ]),
  );
}

function isRatio(registry: Registry, id: string): boolean {
  const { computation } = metric(registry, id);
  return 'numerator' in computation || 'shareOf' in computation;
}

/** Where facts begin. Refunds are known from the first order on: before the first refund there were none. */
function coverageStart(
  coverage: CoverageBySource,
  zone: string,
): Record<keyof CoverageBySource, number | null> {
  const start = (day: string | null) => (day === null ? null : startOfDate(day, zone));
  const orders = start(coverage.orders.firstDay);
  const refunds = start(coverage.refunds.firstDay);
  return {
    orders,
    refunds: orders === null || refunds === null ? (orders ?? refunds) : Math.min(orders, refunds),
    events: start(coverage.events.firstDay),
    lives: start(coverage.lives.firstDay),
    ads: start(coverage.ads.firstDay),
  };
}

export function showSpan(span: Span): { from: string; to: string } {
  return { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() };
}
