import type { OrganizationId } from '#kernel/ids';
import { type Refusal, type Result, refuse } from '#kernel/result';
import { decodeCursor, encodeCursor } from '#platform/http';
import type { MetricParts } from '../answering/asked.ts';
import { labelsOf } from '../answering/labels.ts';
import { severalCurrenciesWay } from '../answering/refusals.ts';
import { resolveQuery } from '../asking/resolve-query.ts';
import { Params } from '../compiling/sql-parts.ts';
import { type MetricRowsAnswer, type MetricRowsQuery, touchAxes } from '../contract.ts';
import { metric } from '../definitions/registry.ts';
import { conversionTo } from '../rates/currency-rate-store.ts';
import { compileRows, rowColumns, termsOf } from './compile-rows.ts';
import { columnsOf, rowDimensions, shownCell } from './row-columns.ts';
import { readRows } from './rows-store.ts';

/** The rows behind a value. The sum of their `value` over all pages is the value, or the part asked for. */
export async function answerRows(
  parts: MetricParts,
  organizationId: OrganizationId,
  query: MetricRowsQuery,
  signal?: AbortSignal,
): Promise<Result<MetricRowsAnswer, Refusal>> {
  const { registry } = parts;
  if (!registry.has(query.metric)) {
    return refuse('unknown_metric', `There is no metric ${query.metric}.`, 'metric');
  }
  const part = query.part ?? 'numerator';
  const { computation } = metric(registry, query.metric);
  // The whole of a share is what all values of the axis have together.
  const share = 'shareOf' in computation;
  const filters =
    share && part === 'denominator'
      ? query.filters.filter(({ dimension }) => !(touchAxes as readonly string[]).includes(dimension))
      : query.filters;
  const structure = await parts.structureOf(organizationId);
  const resolved = resolveQuery(
    {
      metrics: [share ? computation.shareOf : query.metric],
      dimensions: [],
      filters,
      range: query.range,
      grain: 'all',
      order: undefined,
      limit: undefined,
      offset: undefined,
    },
    registry,
    structure,
  );
  if (!resolved.ok) return resolved;
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2);
  if (query.cursor !== undefined && (typeof after?.[0] !== 'number' || typeof after[1] !== 'string')) {
    return refuse('unprocessable', 'The cursor is not one of ours.', 'cursor');
  }
  const conversion = query.currency
    ? await conversionTo(parts.records, organizationId, query.currency)
    : null;
  const terms = termsOf(registry, query.metric, part);
  const compiled = compileRows(
    {
      question: resolved.value,
      params: new Params(),
      conversion,
      perOrganization: false,
      simulated: null,
      nowMs: parts.now(),
    },
    terms,
    { after: after as [number, string] | null, limit: query.limit },
  );
  const found = await readRows(parts.columnar, organizationId, compiled, signal);
  const money = terms.some(({ measure }) => measure.aggregate === 'sum' && measure.money);
  if (money && !query.currency && found.currencies.length > 1) {
    return refuse(
      'several_currencies',
      `The amounts are in ${found.currencies.join(', ')}: ${severalCurrenciesWay}, or filter by one.`,
      'currency',
    );
  }
  const has = new Set(
    terms.flatMap(({ measure: { source } }) => [
      ...Object.keys(source.row),
      ...Object.keys(source.dimensions),
    ]),
  );
  const rows = found.rows.map((row) => ({
    time: new Date(Number(row.at_ms)).toISOString(),
    kind: String(row.kind),
    ...Object.fromEntries(
      [...rowColumns, ...rowDimensions]
        .filter((name) => has.has(name))
        .map((name) => [
          name,
          name === 'quantity' ? numberOrNull(row[`c_${name}`]) : shownCell(name, row[`c_${name}`] ?? null),
        ]),
    ),
    value: Number(row.value),
  }));
  const last = found.rows.at(-1);
  const labels = await labelsOf(
    parts.labels,
    structure,
    rowDimensions.filter((dimension) => has.has(dimension)),
    rows.map((row) => ({ dimensions: row as unknown as Record<string, string | null> })),
  );
  return {
    ok: true,
    value: {
      columns: columnsOf(has, money),
      rows,
      nextCursor:
        last && found.rows.length === query.limit
          ? encodeCursor([Number(last.at_ms), String(last.id)])
          : null,
      total: found.total,
      sum: found.sum,
      currency: money ? (query.currency ?? found.currencies[0] ?? structure.organization.currency) : null,
      dimensionLabels: labels,
    },
  };
}

function numberOrNull(value: string | number | null | undefined): number | null {
  return value === '' || value === null || value === undefined ? null : Number(value);
}
