import { daysBefore } from '../asking/buckets.ts';
import type { Question } from '../asking/resolve-query.ts';
import type { Measure, Source } from '../definitions/definition.ts';
import { factsOf } from './facts-of.ts';
import {
  and,
  atOf,
  bucketColumn,
  bucketKey,
  type Conversion,
  converted,
  filterConditions,
  instant,
  type Params,
  rateOf,
  within,
} from './sql-parts.ts';

/** What one pass over one source yields: a row per bucket and group, with every measure of that pass. */
export type Branch = {
  readonly source: Source;
  readonly pass: 'plain' | 'returning' | 'window';
  readonly measures: readonly Measure[];
};

export type CompileContext = {
  readonly question: Question;
  readonly params: Params;
  readonly conversion: Conversion | null;
  /** Only for peers: every organisation by itself. */
  readonly perOrganization: boolean;
  readonly simulated: 0 | 1 | null;
  readonly nowMs: number;
};

/** Measures that one pass can count together. */
export function branchesOf(measures: readonly Measure[]): Branch[] {
  const branches = new Map<string, { source: Source; pass: Branch['pass']; measures: Measure[] }>();
  for (const measure of measures) {
    const pass =
      measure.aggregate === 'returning' || measure.aggregate === 'window' ? measure.aggregate : 'plain';
    const key = `${measure.source.id} ${pass}${'days' in measure ? ` ${measure.days} ${measure.where}` : ''}`;
    const branch = branches.get(key) ?? { source: measure.source, pass, measures: [] };
    branch.measures.push(measure);
    branches.set(key, branch);
  }
  return [...branches.values()];
}

/** The statement of a pass; `names` are the columns its measures become. */
export function branchSql(context: CompileContext, branch: Branch, names: readonly string[]): string {
  if (branch.pass === 'returning') return returningSql(context, branch, names);
  if (branch.pass === 'window') return windowSql(context, branch, names);
  return plainSql(context, branch, names);
}

/** Expressions and names of the columns by which rows are told apart, besides the bucket. */
function groups({ question, perOrganization }: CompileContext, source: Source): [string, string][] {
  const split = question.dimensions.map((dimension, place): [string, string] => [
    source.dimensions[dimension] ?? '',
    `g${place}`,
  ]);
  return perOrganization ? [['organization_id', 'org'], ...split] : split;
}

const selected = (columns: readonly [string, string][]) =>
  columns.map(([expression, name]) => `${expression} AS ${name}, `).join('');
const named = (columns: readonly [string, string][]) => columns.map(([, name]) => `, ${name}`).join('');

/** Rows that belong to the question whatever their time. */
function belonging(context: CompileContext, source: Source): string[] {
  const conditions = filterConditions(source, context.question.filters, context.params);
  if (context.simulated !== null) {
    conditions.push(`simulated = ${context.params.bind('simulated', 'UInt8', context.simulated)}`);
  }
  return conditions;
}

function plainSql(context: CompileContext, { source, measures }: Branch, names: readonly string[]): string {
  const { question, params, conversion } = context;
  const columns = groups(context, source);
  const money = measures.some((measure) => measure.aggregate === 'sum' && measure.money);
  const people = measures.some(isBuyers);
  const rate = money && conversion ? rateOf(source, conversion, params, question.zone) : null;
  // Facts without a person are told of in a note, so they must not be left out before they are counted.
  const shared = people ? null : sharedCondition(measures);
  const values = measures.map(
    (measure, place) => `${aggregate(context, measure, rate, shared)} AS ${names[place]}`,
  );
  const conditions = [
    ...within(source, question.span, params),
    ...belonging(context, source),
    shared === null ? undefined : `(${shared})`,
  ];
  const bucket = bucketColumn(atOf(source), question.grain, params, question.zone);
  return `SELECT toInt64(${bucket}) AS bucket, ${selected(columns)}${values.join(', ')},
    ${money ? currencies(source) : none.currencies} AS currencies,
    ${rate ? `toInt64(countIf((${rate}) = 0))` : 'toInt64(0)'} AS unrated,
    ${people ? `toInt64(countIf(${source.person} = 0))` : 'toInt64(0)'} AS nobody
  FROM ${factsOf(source, question.span, params)}
  WHERE ${and(conditions)}
  GROUP BY ${bucket}${named(columns)}`;
}

/** A condition that all measures have is applied before counting, which spares reading the rest. */
function sharedCondition(measures: readonly Measure[]): string | null {
  const [first, ...others] = measures;
  if (first?.where === undefined) return null;
  const shared = first.where;
  return measures.every(({ aggregate }) => aggregate !== 'first') &&
    others.every(({ where }) => where === shared)
    ? shared
    : null;
}

const none = { currencies: `CAST([], 'Array(String)')` };
const currencies = (source: Source) => `arrayMap(one -> toString(one), groupUniqArray(${source.currency}))`;

function isBuyers(measure: Measure): boolean {
  return measure.source.table === 'order_lines' && measure.where?.includes('buyer != 0') === true;
}

function aggregate(
  context: CompileContext,
  measure: Measure,
  rate: string | null,
  shared: string | null,
): string {
  const condition = shared === null ? rowCondition(context, measure) : null;
  const suffix = condition === null ? '' : 'If';
  const then = condition === null ? '' : `, ${condition}`;
  switch (measure.aggregate) {
    case 'sum':
      return `toInt64(sum${suffix}(${measure.money ? converted(measure.column, rate) : measure.column}${then}))`;
    case 'count':
      return condition === null ? 'toInt64(count())' : `toInt64(countIf(${condition}))`;
    case 'distinct':
      return `toInt64(${distinctOf(context, measure.source, measure.column)}${suffix}(${measure.column}${then}))`;
    case 'first':
      return `toInt64(${distinctOf(context, measure.source, measure.source.person)}If(${measure.source.person}, ${condition}))`;
    default:
      throw new Error(`${measure.aggregate} is no plain aggregate`);
  }
}

/**
 * Both are exact. People have dense 32-bit numbers, and a bitmap of all of them is nearly full: over 6.2 million
 * visits of 3.1 million people it took 390 ms of processor time where a hash set took 680. Split by days or
 * shops a bitmap is thinly filled and no quicker, and other things than people are no dense numbers.
 */
function distinctOf({ question, perOrganization }: CompileContext, source: Source, column: string): string {
  const whole = question.grain === 'all' && question.dimensions.length === 0 && !perOrganization;
  return whole && column === source.person ? 'groupBitmap' : 'uniqExact';
}

/** What a fact must fulfil to be counted by this measure, beside time and filters. */
export function rowCondition(context: CompileContext, measure: Measure): string | null {
  if (measure.aggregate !== 'first') return measure.where ?? null;
  const { source, within: column } = measure;
  const { params, question } = context;
  // The first fact is looked for in all history, without the question's filters: someone who bought in
  // another shop of the brand before is not new in the brand. A semi-join, so nothing multiplies.
  const key = `organization_id, ${column}, ${source.person}`;
  const to = instant(params, 'to_ms', question.span.toMs);
  const from = instant(params, 'from_ms', question.span.fromMs);
  return `${measure.where ? `${measure.where} AND ` : ''}${source.person} != 0 AND (${key}, ${source.at}) IN (
      SELECT ${key}, min(${source.at})
      FROM ${factsOf(source, { fromMs: 0, toMs: question.span.toMs }, params, 'ever_')}
      WHERE ${source.person} != 0 AND ${source.at} < ${to}
      GROUP BY ${key} HAVING min(${source.at}) >= ${from})`;
}

/** Who bought in a bucket and in the days before it: each person's last purchase in the bucket before. */
function returningSql(
  context: CompileContext,
  { source, measures }: Branch,
  names: readonly string[],
): string {
  return `SELECT bucket, ${selected(groups(context, source).map(([, name]) => [name, name]))}toInt64(count()) AS ${names[0]},
    ${none.currencies} AS currencies, toInt64(0) AS unrated, toInt64(0) AS nobody
  FROM (${returningPeopleSql(context, source, measures)})
  GROUP BY bucket${named(groups(context, source))}`;
}

/** A row per bucket, group and returning person. */
export function returningPeopleSql(
  context: CompileContext,
  source: Source,
  measures: readonly Measure[],
): string {
  const { question, params } = context;
  const [measure] = measures;
  if (measure?.aggregate !== 'returning') throw new Error('not a returning measure');
  const columns = groups(context, source);
  const from = instant(params, 'from_ms', question.span.fromMs);
  const lookback = (ms: number) => daysBefore(ms, measure.days, question.zone);
  const history = { fromMs: Math.max(0, lookback(question.span.fromMs)), toMs: question.span.toMs };
  const keys = params.bind(
    'bucket_keys',
    'Array(Int64)',
    question.buckets.map(({ key }) => key),
  );
  const since = params.bind(
    'bucket_since_ms',
    'Array(Int64)',
    question.buckets.map((bucket) => lookback(bucket.fromMs)),
  );
  const person = `${source.person} AS someone`;
  // Purchases before the range fall into one bucket before all others.
  return `SELECT bucket, ${columns.map(([, name]) => `${name}, `).join('')}someone, last_at FROM (
    SELECT bucket, ${columns.map(([, name]) => `${name}, `).join('')}someone, last_at,
      lagInFrame(toNullable(last_at)) OVER (PARTITION BY ${columns.map(([, name]) => `${name}, `).join('')}someone ORDER BY bucket
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS before_at
    FROM (
      SELECT if(${source.at} < ${from}, toInt64(-1), ${bucketKey(source.at, question.grain, params, question.zone)}) AS bucket,
        ${selected(columns)}${person}, toUnixTimestamp64Milli(max(${source.at})) AS last_at
      FROM ${factsOf(source, history, params, 'history_')}
      WHERE ${and([...within(source, history, params, 'history_'), ...belonging(context, source), measure.where, `${source.person} != 0`])}
      GROUP BY bucket${named(columns)}, someone))
  WHERE bucket >= 0 AND before_at >= transform(bucket, ${keys}, ${since}, toInt64(9000000000000000))`;
}

/** How many did something at least so often in the days that end with each bucket. */
function windowSql(context: CompileContext, { source, measures }: Branch, names: readonly string[]): string {
  const columns = groups(context, source);
  const values = measures.map((measure, place) => {
    if (measure.aggregate !== 'window') throw new Error('not a window measure');
    return `toInt64(countIf(times >= ${measure.min})) AS ${names[place]}`;
  });
  return `SELECT bucket, ${selected(columns.map(([, name]) => [name, name]))}${values.join(', ')},
    ${none.currencies} AS currencies, toInt64(0) AS unrated, toInt64(0) AS nobody
  FROM (${windowPeopleSql(context, source, measures)})
  GROUP BY bucket${named(columns)}`;
}

/** A row per bucket, group and person of its window, with how many distinct things they did. */
export function windowPeopleSql(
  context: CompileContext,
  source: Source,
  measures: readonly Measure[],
): string {
  const { question, params, nowMs } = context;
  const [measure] = measures;
  if (measure?.aggregate !== 'window') throw new Error('not a window measure');
  const columns = groups(context, source);
  const { days } = measure;
  const windows = question.buckets
    .filter((bucket) => bucket.fromMs <= nowMs)
    .map((bucket) => {
      const toMs = Math.min(bucket.toMs, nowMs);
      return { key: bucket.key, toMs, fromMs: Math.max(0, daysBefore(toMs, days, question.zone)) };
    });
  const span = {
    fromMs: windows[0]?.fromMs ?? 0,
    toMs: Math.max(1, windows.at(-1)?.toMs ?? 1),
  };
  const list = (name: string, values: readonly number[]) =>
    params.bind(`${name}_${days}d`, 'Array(Int64)', values);
  const keys = list(
    'window_keys',
    windows.map(({ key }) => key),
  );
  const starts = list(
    'window_from_ms',
    windows.map(({ fromMs }) => fromMs),
  );
  const ends = list(
    'window_to_ms',
    windows.map(({ toMs }) => toMs),
  );
  const kept = columns.map(([, name]) => `${name}, `).join('');
  // Facts shrink to one row per person and thing first: only those are laid into their windows.
  return `SELECT bucket, ${kept}someone, uniqExact(thing) AS times, max(at_ms) AS last_at FROM (
    SELECT ${kept}someone, thing, at_ms,
      arrayJoin(arrayFilter((key, start, end) -> at_ms >= start AND at_ms < end, ${keys}, ${starts}, ${ends})) AS bucket
    FROM (
      SELECT ${selected(columns)}${source.person} AS someone, ${measure.column} AS thing, toUnixTimestamp64Milli(${source.at}) AS at_ms
      FROM ${factsOf(source, span, params, `window_${days}d_`)}
      WHERE ${and([...within(source, span, params, `window_${days}d_`), ...belonging(context, source), measure.where, `${source.person} != 0`])}
      GROUP BY ${kept}someone, thing, at_ms))
  GROUP BY bucket, ${kept}someone`;
}
