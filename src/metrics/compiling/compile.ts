import type { Question } from '../asking/resolve-query.ts';
import { rowsMax } from '../asking/resolve-query.ts';
import { touchAxes } from '../contract.ts';
import type { Measure } from '../definitions/definition.ts';
import { measuresOf, metric, type Registry } from '../definitions/registry.ts';
import { type Branch, branchesOf, branchSql, type CompileContext } from './branches.ts';
import { type Conversion, Params } from './sql-parts.ts';

export type Compiled = { readonly sql: string; readonly params: Readonly<Record<string, unknown>> };

export type CompileOptions = {
  readonly nowMs: number;
  readonly conversion?: Conversion | null;
  readonly perOrganization?: boolean;
  readonly simulated?: 0 | 1;
  readonly rowsMax?: number;
};

/**
 * The one compiler from definitions to SQL: one statement per question. Each source is aggregated by itself
 * to a row per bucket and group; those rows are put together by UNION ALL and summed, so two sources never
 * multiply each other's rows, and a ratio divides two sums.
 *
 * Columns of the answer: bucket, d0…, v0… in the order of the metrics, for ratios numerator n… and
 * denominator q…; currencies (a list), unrated and nobody (counts of facts); with a limit, found: all rows there are.
 */
export function compile(question: Question, registry: Registry, options: CompileOptions): Compiled {
  const params = new Params();
  const context: CompileContext = {
    question,
    params,
    conversion: options.conversion ?? null,
    perOrganization: options.perOrganization ?? false,
    simulated: options.simulated ?? null,
    nowMs: options.nowMs,
  };
  const measures = distinctMeasures(question.metrics.flatMap((id) => measuresOf(registry, id)));
  const branches = branchesOf([...measures.values()]);
  const names = new Map([...measures.keys()].map((key, place) => [key, `s${place}`]));
  const expressions = new Expressions(registry, question, names, context.perOrganization);

  const groups = question.dimensions.map((_, place) => `g${place}`);
  if (context.perOrganization) groups.unshift('org');
  const values = question.metrics.flatMap((id, place) => expressions.columns(id, place));
  const shown = question.dimensions.map((_, place) => `toString(g${place}) AS d${place}`);
  if (context.perOrganization) shown.unshift('toString(org) AS organization');
  const { limit, offset } = question;
  const found = limit === undefined ? [] : ['toInt64(count() OVER ()) AS found'];
  const sql = `SELECT ${['bucket', ...shown, ...values, 'currencies', 'unrated', 'nobody', ...found].join(', ')}
FROM (${merged(context, branches, names, groups)})
ORDER BY ${orderOf(question, groups)}
LIMIT ${limit ?? (options.rowsMax ?? rowsMax) + 1}${offset > 0 ? ` OFFSET ${offset}` : ''}`;
  return { sql, params: params.values };
}

export function measureKey(measure: Measure): string {
  return JSON.stringify({ ...measure, source: measure.source.id });
}

function distinctMeasures(measures: readonly Measure[]): Map<string, Measure> {
  return new Map(measures.map((measure) => [measureKey(measure), measure]));
}

function merged(
  context: CompileContext,
  branches: readonly Branch[],
  names: ReadonlyMap<string, string>,
  groups: readonly string[],
): string {
  const nameOf = (measure: Measure) => names.get(measureKey(measure)) ?? '';
  const [only, ...others] = branches;
  if (only && others.length === 0) return branchSql(context, only, only.measures.map(nameOf));
  const all = [...names.values()];
  const parts = branches.map((branch, place) => {
    const own = branch.measures.map(nameOf);
    const inner = branchSql(context, branch, own);
    const columns = all.map((name) => (own.includes(name) ? `${name} AS b_${name}` : `0 AS b_${name}`));
    return `SELECT bucket, ${[...groups, ...columns, 'currencies AS c', 'unrated AS u', 'nobody AS n'].join(', ')} FROM (${inner}) AS part_${place}`;
  });
  const sums = all.map((name) => `sum(b_${name}) AS ${name}`);
  return `SELECT bucket, ${[...groups, ...sums, 'groupUniqArrayArray(c) AS currencies', 'sum(u) AS unrated', 'sum(n) AS nobody'].join(', ')}
FROM (${parts.join('\nUNION ALL\n')})
GROUP BY ${['bucket', ...groups].join(', ')}`;
}

/** Metrics as expressions over the merged sums. */
class Expressions {
  readonly #registry: Registry;
  readonly #question: Question;
  readonly #names: ReadonlyMap<string, string>;
  readonly #perOrganization: boolean;

  constructor(
    registry: Registry,
    question: Question,
    names: ReadonlyMap<string, string>,
    perOrganization: boolean,
  ) {
    this.#registry = registry;
    this.#question = question;
    this.#names = names;
    this.#perOrganization = perOrganization;
  }

  columns(id: string, place: number): string[] {
    const parts = this.#parts(id);
    if (!parts) return [`${this.#value(id)} AS v${place}`];
    const [numerator, denominator] = parts;
    const { computation } = metric(this.#registry, id);
    const per = 'numerator' in computation ? (computation.per ?? 1) : 1;
    return [
      `if(${denominator} = 0, NULL, ${per === 1 ? '' : `${per} * `}${numerator} / ${denominator}) AS v${place}`,
      `${numerator} AS n${place}`,
      `${denominator} AS q${place}`,
    ];
  }

  #parts(id: string): [string, string] | null {
    const { computation } = metric(this.#registry, id);
    if ('numerator' in computation) {
      return [this.#value(computation.numerator), this.#value(computation.denominator)];
    }
    if (!('shareOf' in computation)) return null;
    const whole = this.#value(computation.shareOf);
    const kept = this.#question.dimensions.flatMap((dimension, place) =>
      (touchAxes as readonly string[]).includes(dimension) ? [] : [`g${place}`],
    );
    const partition = ['bucket', ...(this.#perOrganization ? ['org'] : []), ...kept].join(', ');
    return [whole, `(sum(${whole}) OVER (PARTITION BY ${partition}))`];
  }

  #value(id: string): string {
    const { computation } = metric(this.#registry, id);
    if ('measure' in computation) return this.#names.get(measureKey(computation.measure)) ?? '';
    if ('terms' in computation) {
      const terms = computation.terms.map(
        ({ metric: part, factor }) => `${factor === 1 ? '+' : '-'} ${this.#value(part)}`,
      );
      return `(${terms.join(' ').replace(/^\+ /, '')})`;
    }
    const parts = this.#parts(id);
    return parts ? `if(${parts[1]} = 0, NULL, ${parts[0]} / ${parts[1]})` : '';
  }
}

function orderOf(question: Question, groups: readonly string[]): string {
  const rest = ['bucket', ...groups];
  if (!question.order) return rest.join(', ');
  const { by, direction } = question.order;
  const metricPlace = question.metrics.indexOf(by);
  const dimensionPlace = question.dimensions.indexOf(by as never);
  const column = by === 'time' ? 'bucket' : metricPlace >= 0 ? `v${metricPlace}` : `d${dimensionPlace}`;
  return [`${column} ${direction === 'asc' ? 'ASC' : 'DESC'} NULLS LAST`, ...rest].join(', ');
}
