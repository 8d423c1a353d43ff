import type { Question } from '../asking/resolve-query.ts';
import type { Compiled } from '../compiling/compile.ts';
import { and, filterConditions, Params, within } from '../compiling/sql-parts.ts';
import type { Measure } from '../definitions/definition.ts';

/** Orders of the question, and those whose payer nobody knows. */
export function payersOf({ source, where }: Measure, question: Question): Compiled {
  const params = new Params();
  const order = source.row.order;
  const kept = where?.replace(/^\w+ != 0 AND /, '');
  const conditions = [
    ...within(source, question.span, params),
    ...filterConditions(source, question.filters, params),
    kept,
  ];
  const sql = `SELECT toInt64(uniqExact(${order})) AS orders, toInt64(uniqExactIf(${order}, ${source.person} = 0)) AS unknown
FROM $${source.table}
WHERE ${and(conditions)}`;
  return { sql, params: params.values };
}
