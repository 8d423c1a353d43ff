import type { Span } from '#kernel/time';
import type { Precedent, Source } from '../definitions/definition.ts';
import { and, type Params, within } from './sql-parts.ts';

/**
 * The facts of a source to select from: its table, or its rows of the span with what went before each of them. The
 * prefix names bound values, as in `within`.
 */
export function factsOf(source: Source, span: Span, params: Params, prefix = ''): string {
  const { precedents = [], only } = source;
  if (precedents.length === 0) return `$${source.table}`;
  const own = `SELECT * FROM $${source.table} WHERE ${and([...within(source, span, params, prefix), only])}`;
  return precedents.reduce(
    (facts, precedent) => withPrecedent(facts, precedent, span, params, prefix),
    `(${own})`,
  );
}

/** `ASOF` takes the nearest row before; rows of one instant are one, that of the highest key. */
function withPrecedent(
  facts: string,
  { name, source, where, same, at, orThen, withinMs, reachMs, columns }: Precedent,
  span: Span,
  params: Params,
  prefix: string,
): string {
  const keys = same.map((_, place) => `${name}_key${place}`);
  const named = (side: 'fact' | 'precedent') =>
    same.map((pair, place) => `${pair[side]} AS ${keys[place]}`).join(', ');
  const read = { fromMs: reachMs === null ? 0 : Math.max(0, span.fromMs - reachMs), toMs: span.toMs };
  const kept = columns.map((column) => `argMax(${column}, toString(${source.key})) AS ${name}_${column}`);
  const earlier = `SELECT organization_id, ${named('precedent')}, ${source.at} AS ${name}_at,
      ${[`toUInt8(1) AS ${name}_found`, ...kept].join(', ')}
    FROM $${source.table}
    WHERE ${and([...within(source, read, params, `${prefix}${name}_`), where])}
    GROUP BY ${['organization_id', ...keys, `${name}_at`].join(', ')}`;
  const near =
    withinMs === null
      ? `earlier.${name}_found`
      : `earlier.${name}_found AND earlier.${name}_at > facts.${at} - toIntervalMillisecond(${withinMs})`;
  const found = columns.map((column) => `, earlier.${name}_${column} AS ${name}_${column}`).join('');
  const equal = ['organization_id', ...keys].map((key) => `facts.${key} = earlier.${key}`);
  return `(SELECT facts.*, toUInt8(${near}) AS ${name}${found}
  FROM (SELECT *, ${named('fact')} FROM ${facts}) AS facts
  ASOF LEFT JOIN (${earlier}) AS earlier
    ON ${[...equal, `facts.${at} ${orThen ? '>=' : '>'} earlier.${name}_at`].join(' AND ')})`;
}
