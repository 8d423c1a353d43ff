import type { OrganizationId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { addDays, dateOf, type Span } from '#kernel/time';
import type { Structure } from '#organisations';
import { resolveQuery } from '../asking/resolve-query.ts';
import { compile } from '../compiling/compile.ts';
import type { MetricAnswer, MetricNote, MetricQuery } from '../contract.ts';
import { measuresOf, metric, readsOf, sourcesOf } from '../definitions/registry.ts';
import { conversionTo } from '../rates/currency-rate-store.ts';
import type { Restated } from '../restatements/restatement-store.ts';
import type { Asked, MetricParts } from './asked.ts';
import { type Assembled, type AssembledRow, assemble, showSpan } from './assemble.ts';
import { compare } from './compare.ts';
import {
  type CoverageBySource,
  type CoveredSource,
  type FactRow,
  noCoverage,
  readFacts,
  readPayers,
} from './facts-store.ts';
import { labelsOf } from './labels.ts';
import { notes } from './notes.ts';
import { payersOf } from './payers.ts';
import { readComparison } from './read-comparison.ts';
import { currencyOf, tooManyRows } from './refusals.ts';

/** Answers one question: checks it, compiles it, reads the facts, compares, and says what it stands on. */
export async function answerQuery(
  parts: MetricParts,
  structure: Structure,
  query: MetricQuery,
  signal?: AbortSignal,
): Promise<Result<MetricAnswer, Refusal>> {
  const started = performance.now();
  const organizationId = structure.organization.id;
  const resolved = resolveQuery(query, parts.registry, structure);
  if (!resolved.ok) return resolved;
  const question = resolved.value;
  const nowMs = parts.now();
  const sources = [
    ...new Set(question.metrics.flatMap((id) => sourcesOf(parts.registry, id)).flatMap(readsOf)),
  ];
  const covering = sources.includes('refunds') ? [...new Set([...sources, 'orders' as const])] : sources;
  const conversion = query.currency
    ? await conversionTo(parts.records, organizationId, query.currency)
    : null;
  const compiled = compile(question, parts.registry, { nowMs, conversion });
  const scope = { kind: 'organization', organizationId } as const;
  const asked: Asked = { parts, organizationId, structure, query, question, conversion, nowMs, signal };
  // Everything an answer stands on is read at once: nothing waits for what it does not need.
  const [facts, coverage, lagMs, restatements, comparison] = await Promise.all([
    readFacts(parts.columnar, scope, compiled, signal),
    coverageOfAll(parts, organizationId, covering),
    parts.relayLagMs(organizationId),
    parts.restatementsOf(organizationId, daysOf(question.span, question.zone)),
    readComparison(asked),
  ]);

  const currency = currencyOf(question, parts.registry, facts.rows, query.currency, structure);
  if (!currency.ok) return currency;
  const assembled = assemble(question, parts.registry, facts.rows, coverage, nowMs);
  if (assembled === 'too_many_rows') return tooManyRows();
  const compared = compare(asked, comparison, coverage, assembled.rows);
  if (!compared.ok) return compared;
  const { rows } = assembled;
  const [labels, payers] = await Promise.all([
    labelsOf(parts.labels, structure, question.dimensions, rows),
    payerNotes(asked, facts.rows),
  ]);
  return {
    ok: true,
    value: {
      rows: rows.map(({ time, dimensions, values }, place) => ({
        time,
        dimensions,
        values,
        ...(compared.value.rows ? { compare: compared.value.rows[place] ?? {} } : {}),
      })),
      meta: {
        units: Object.fromEntries(question.metrics.map((id) => [id, metric(parts.registry, id).unit])),
        freshness: Object.fromEntries(
          sources.map((source) => [
            source,
            {
              latestAt: instantOrNull(coverage[source].latestAtMs),
              firstDay: coverage[source].firstDay,
              lagMs: source === 'events' || source === 'lives' ? null : lagMs,
            },
          ]),
        ),
        sql: facts.sql,
        restated: restatedMetrics(restatements, question.metrics),
        currency: currency.value,
        zone: question.zone,
        grain: question.grain,
        range: showSpan(question.span),
        compare: query.compare ? { kind: query.compare, range: compared.value.range } : null,
        parts: partsOfRows(rows),
        dimensionLabels: labels,
        notes: [
          ...ownNotes(asked, assembled),
          ...payers,
          ...compared.value.notes,
          ...emptySources(coverage, sources),
        ],
        total: question.limit === undefined ? null : totalOf(facts.rows, question.offset),
        elapsedMs: Math.round(performance.now() - started),
      },
    },
  };
}

async function coverageOfAll(
  parts: MetricParts,
  organizationId: OrganizationId,
  sources: readonly CoveredSource[],
): Promise<CoverageBySource> {
  const none = {
    orders: noCoverage,
    refunds: noCoverage,
    events: noCoverage,
    lives: noCoverage,
    ads: noCoverage,
  };
  const found = await Promise.all(
    sources.map(async (source) => [source, await parts.coverageOf(organizationId, source)] as const),
  );
  return { ...none, ...Object.fromEntries(found) };
}

function partsOfRows(rows: readonly AssembledRow[]): MetricAnswer['meta']['parts'] {
  const ids = Object.keys(rows[0]?.parts ?? {});
  return Object.fromEntries(
    ids.map((id) => [id, rows.map((row) => row.parts[id] ?? { numerator: null, denominator: null })]),
  );
}

/** Every row says how many there are; none at all, on the first page, are none. */
function totalOf([first]: readonly FactRow[], offset: number): number | null {
  return first?.found ?? (offset === 0 ? 0 : null);
}

function ownNotes({ query }: Asked, assembled: Assembled): MetricNote[] {
  const said: MetricNote[] = [];
  if (assembled.unrated && query.currency) said.push(notes.unrated(query.currency));
  if (assembled.unsafe.size > 0) said.push(notes.unsafe([...assembled.unsafe]));
  return said;
}

/** The share of orders without a known payer, asked for only where some fact has none. */
async function payerNotes(asked: Asked, rows: readonly FactRow[]): Promise<MetricNote[]> {
  if (!rows.some((row) => row.nobody > 0)) return [];
  const { parts, question, organizationId } = asked;
  const people = question.metrics.filter((id) =>
    measuresOf(parts.registry, id).some((measure) => measure.where?.includes('buyer != 0')),
  );
  const measure = people
    .flatMap((id) => measuresOf(parts.registry, id))
    .find((one) => one.where?.includes('buyer != 0'));
  if (!measure) return [];
  const { orders, unknown } = await readPayers(parts.columnar, organizationId, payersOf(measure, question));
  return unknown > 0 ? [notes.unknownPayers(unknown, orders, people)] : [];
}

function emptySources(
  coverage: CoverageBySource,
  sources: readonly (keyof CoverageBySource)[],
): MetricNote[] {
  const empty = sources.filter((source) => source !== 'refunds' && coverage[source].firstDay === null);
  return empty.length > 0 ? [notes.noData(empty)] : [];
}

/** The latest restatements of what was asked for. */
function restatedMetrics(
  restatements: readonly Restated[],
  metrics: readonly string[],
): MetricAnswer['meta']['restated'] {
  return restatements
    .map((one) => ({ ...one, metrics: one.metrics.filter((id) => metrics.includes(id)) }))
    .filter((one) => one.metrics.length > 0)
    .slice(0, 20);
}

function daysOf(span: Span, zone: string): { from: string; to: string } {
  return { from: dateOf(span.fromMs, zone), to: addDays(dateOf(span.toMs - 1, zone), 0) };
}

function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
