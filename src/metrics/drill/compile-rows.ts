import {
  type CompileContext,
  returningPeopleSql,
  rowCondition,
  windowPeopleSql,
} from '../compiling/branches.ts';
import type { Compiled } from '../compiling/compile.ts';
import { factsOf } from '../compiling/facts-of.ts';
import { and, atOf, converted, filterConditions, rateOf, within } from '../compiling/sql-parts.ts';
import type { Measure, RowColumn, Source } from '../definitions/definition.ts';
import { metric, type Registry } from '../definitions/registry.ts';
import { rowDimensions } from './row-columns.ts';

export type Term = { readonly measure: Measure; readonly factor: 1 | -1 };

/** The sums behind a value: of a ratio one of its two parts, of a difference both terms with their signs. */
export function termsOf(
  registry: Registry,
  id: string,
  part: 'numerator' | 'denominator',
  factor: 1 | -1 = 1,
): Term[] {
  const { computation } = metric(registry, id);
  if ('measure' in computation) return [{ measure: computation.measure, factor }];
  if ('terms' in computation) {
    return computation.terms.flatMap((term) =>
      termsOf(registry, term.metric, part, (factor * term.factor) as 1 | -1),
    );
  }
  const chosen = 'shareOf' in computation ? computation.shareOf : computation[part];
  return termsOf(registry, chosen, part, factor);
}

export const rowColumns = [
  'order',
  'line',
  'refund',
  'event',
  'charge',
  'name',
  'person',
  'quantity',
] as const satisfies readonly RowColumn[];

/** One page of rows, newest first, and the statement that counts and sums all of them. */
export function compileRows(
  context: CompileContext,
  terms: readonly Term[],
  page: { readonly after: readonly [number, string] | null; readonly limit: number },
): { readonly page: Compiled; readonly total: Compiled } {
  const all = terms.map((term) => termSql(context, term)).join('\nUNION ALL\n');
  const { params } = context;
  const total = {
    sql: `SELECT toInt64(count()) AS total, toInt64(sum(value)) AS sum, countIf(unrated) AS unrated,
  arrayFilter(one -> one != '', groupUniqArray(c_currency)) AS currencies
FROM (${all})`,
    params: { ...params.values },
  };
  const after = page.after
    ? `WHERE (at_ms, id) < (${params.bind('after_ms', 'Int64', page.after[0])}, ${params.bind('after_id', 'String', page.after[1])})`
    : '';
  return {
    total,
    page: {
      sql: `SELECT * FROM (${all})\n${after}\nORDER BY at_ms DESC, id DESC\nLIMIT ${page.limit}`,
      params: params.values,
    },
  };
}

/** Rows of one term: facts for sums and counts, one row per order or person for distinct counts. */
function termSql(context: CompileContext, { measure, factor }: Term): string {
  const { source } = measure;
  if (measure.aggregate === 'returning' || measure.aggregate === 'window') {
    const people =
      measure.aggregate === 'returning'
        ? returningPeopleSql(context, source, [measure])
        : `SELECT * FROM (${windowPeopleSql(context, source, [measure])}) WHERE times >= ${measure.min}`;
    return `SELECT 'person' AS kind, last_at AS at_ms, toString(someone) AS id, toInt64(${factor}) AS value, 0 AS unrated,
  ${cells((name) => (name === 'person' ? 'someone' : null)).join(', ')} FROM (${people})`;
  }
  const { params, question, conversion } = context;
  const conditions = [
    ...within(source, question.span, params),
    ...filterConditions(source, question.filters, params),
    rowCondition(context, measure) ?? undefined,
  ];
  const facts = `FROM ${factsOf(source, question.span, params)}\nWHERE ${and(conditions)}`;
  const at = `toUnixTimestamp64Milli(${atOf(source)})`;
  if (measure.aggregate === 'sum' || measure.aggregate === 'count') {
    const money = measure.aggregate === 'sum' && measure.money;
    const rate = money && conversion ? rateOf(source, conversion, params, question.zone) : null;
    const value =
      measure.aggregate === 'count' ? '1' : money ? converted(measure.column, rate) : measure.column;
    return `SELECT '${kindOf(source)}' AS kind, ${at} AS at_ms, toString(${source.key}) AS id, toInt64(${value}) * ${factor} AS value,
  ${rate ? `(${rate}) = 0` : '0'} AS unrated, ${cells((name) => expression(source, name)).join(', ')}
${facts}`;
  }
  const entity = measure.aggregate === 'first' ? source.person : measure.column;
  const latest = (name: string) => {
    const column = expression(source, name);
    return column === null ? null : `argMax(${column}, ${source.at})`;
  };
  return `SELECT '${entity === source.person ? 'person' : 'order'}' AS kind, max(${at}) AS at_ms, toString(${entity}) AS id,
  toInt64(${factor}) AS value, 0 AS unrated, ${cells(latest).join(', ')}
${facts}
GROUP BY ${entity}`;
}

function cells(of: (name: string) => string | null): string[] {
  return [...rowColumns, ...rowDimensions].map((name) => {
    const found = of(name);
    return `${found === null ? "''" : `toString(${found})`} AS c_${name}`;
  });
}

function expression(source: Source, name: string): string | null {
  return source.row[name as RowColumn] ?? source.dimensions[name as keyof typeof source.dimensions] ?? null;
}

const kinds: Readonly<Partial<Record<Source['table'], string>>> = {
  order_lines: 'order_line',
  refund_lines: 'refund_line',
  ad_charges: 'ad_charge',
  ad_conversions: 'order_line',
};

function kindOf(source: Source): string {
  return kinds[source.table] ?? 'event';
}
