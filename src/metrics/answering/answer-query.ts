import type { OrganizationId } from '#kernel/ids';
import { type Refusal, type Result, refuse } from '#kernel/result';
import { addDays, dateOf, type Span } from '#kernel/time';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import { bucketsOf } from '../asking/buckets.ts';
import { asMuchAsHasPassed, comparedSpan } from '../asking/compared-span.ts';
import { type Question, resolveQuery, rowsMax } from '../asking/resolve-query.ts';
import { compile } from '../compiling/compile.ts';
import type { Conversion } from '../compiling/sql-parts.ts';
import type { MetricAnswer, MetricNote, MetricQuery } from '../contract.ts';
import { isMoney, measuresOf, metric, type Registry, sourcesOf } from '../definitions/registry.ts';
import { peerAnswer } from '../peers/compare-with-peers.ts';
import { conversionTo } from '../rates/currency-rate-store.ts';
import { restatementsOf } from '../restatements/restatement-store.ts';
import { targetsOfRows } from '../targets/compare-with-targets.ts';
import { readTargets } from '../targets/target-store.ts';
import { type Assembled, type AssembledRow, assemble, groupKey, showSpan } from './assemble.ts';
import { type CoverageBySource, type FactRow, readFacts, readPayers } from './facts-store.ts';
import { type Labels, labelsOf } from './labels.ts';
import { notes } from './notes.ts';
import { payersOf } from './payers.ts';

export type MetricParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly registry: Registry;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly labels: Labels;
  readonly coverageOf: (
    organizationId: OrganizationId,
    sources: readonly (keyof CoverageBySource)[],
  ) => Promise<CoverageBySource>;
  /** How long the oldest change of records has waited to become a fact, in ms. */
  readonly relayLagMs: () => Promise<number | null>;
  readonly now: () => number;
};

type Answered = Result<MetricAnswer, Refusal>;
type Asked = {
  readonly parts: MetricParts;
  readonly organizationId: OrganizationId;
  readonly structure: Structure;
  readonly query: MetricQuery;
  readonly question: Question;
  readonly conversion: Conversion | null;
  readonly coverage: CoverageBySource;
  readonly nowMs: number;
  readonly signal: AbortSignal | undefined;
};

/** Answers one question: checks it, compiles it, reads the facts, compares, and says what it stands on. */
export async function answerQuery(
  parts: MetricParts,
  organizationId: OrganizationId,
  query: MetricQuery,
  signal?: AbortSignal,
): Promise<Answered> {
  const started = performance.now();
  const structure = await parts.structureOf(organizationId);
  const resolved = resolveQuery(query, parts.registry, structure);
  if (!resolved.ok) return resolved;
  const question = resolved.value;
  const nowMs = parts.now();
  const sources = [
    ...new Set(
      question.metrics.flatMap((id) => sourcesOf(parts.registry, id)).map(({ freshness }) => freshness),
    ),
  ];
  const covering = sources.includes('refunds') ? [...new Set([...sources, 'orders' as const])] : sources;
  const conversion = query.currency
    ? await conversionTo(parts.records, organizationId, query.currency)
    : null;
  const compiled = compile(question, parts.registry, { nowMs, conversion });
  const scope = { kind: 'organization', organizationId } as const;
  const [facts, coverage, lagMs, restated] = await Promise.all([
    readFacts(parts.columnar, scope, compiled, signal),
    parts.coverageOf(organizationId, covering),
    parts.relayLagMs(),
    restatementsOf(parts.records, organizationId, daysOf(question.span, question.zone), question.metrics),
  ]);

  const currency = currencyOf(question, parts.registry, facts.rows, query.currency, structure);
  if (!currency.ok) return currency;
  const assembled = assemble(question, parts.registry, facts.rows, coverage, nowMs);
  if (assembled === 'too_many_rows') return tooManyRows();
  const asked: Asked = {
    parts,
    organizationId,
    structure,
    query,
    question,
    conversion,
    coverage,
    nowMs,
    signal,
  };
  const compared = await compare(asked, assembled.rows);
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
              lagMs: source === 'events' ? null : lagMs,
            },
          ]),
        ),
        sql: facts.sql,
        restated,
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
        elapsedMs: Math.round(performance.now() - started),
        readRows: facts.readRows,
      },
    },
  };
}

const tooManyRows = () =>
  refuse(
    'too_many_rows',
    `More than ${rowsMax} rows: ask for a shorter range, a coarser grain, fewer dimensions, or an order and a limit.`,
    'grain',
  );

/** The one currency of the money in these rows; several are refused unless they are told apart or converted. */
function currencyOf(
  question: Question,
  registry: Registry,
  rows: readonly FactRow[],
  wanted: string | undefined,
  structure: Structure,
): Result<string | null, Refusal<'several_currencies'>> {
  if (!question.metrics.some((id) => isMoney(registry, id))) return { ok: true, value: null };
  if (wanted) return { ok: true, value: wanted };
  if (question.dimensions.includes('currency')) return { ok: true, value: null };
  const found = [...new Set(rows.flatMap((row) => row.currencies))].sort();
  if (found.length > 1) {
    return refuse(
      'several_currencies',
      `The amounts are in ${found.join(', ')}: give a currency to convert to, or split by currency.`,
      'currency',
    );
  }
  return { ok: true, value: found[0] ?? structure.organization.currency };
}

type Compared = {
  readonly rows: readonly Record<string, number | null>[] | null;
  readonly range: { from: string; to: string } | null;
  readonly notes: readonly MetricNote[];
};

async function compare(asked: Asked, rows: readonly AssembledRow[]): Promise<Result<Compared, Refusal>> {
  const { query, question, parts, organizationId, structure, nowMs } = asked;
  const kind = query.compare;
  if (!kind) return { ok: true, value: { rows: null, range: null, notes: [] } };
  if (kind === 'target') {
    const targets = await readTargets(parts.records, organizationId, question.metrics);
    const values = targetsOfRows(question, parts.registry, targets, rows);
    const missing = values.some((row) => Object.values(row).includes(null));
    return { ok: true, value: { rows: values, range: null, notes: missing ? [notes.noTarget()] : [] } };
  }
  if (kind === 'peers') {
    const { currency, simulated } = structure.organization;
    const peers = await peerAnswer(
      parts,
      question,
      { organizationId, currency: query.currency ?? currency, simulated },
      nowMs,
      asked.signal,
    );
    const values = rows.map((row) => {
      const key = question.buckets[row.place]?.key ?? 0;
      return Object.fromEntries(
        question.metrics.map((id) => [id, peers.ok ? peers.of(key, { ...row.dimensions }, id) : null]),
      );
    });
    const hidden = values.some((row) => Object.values(row).includes(null));
    const said = peers.ok ? (hidden ? [notes.hiddenPeers()] : []) : [notes.noPeers()];
    return { ok: true, value: { rows: values, range: null, notes: said } };
  }
  const whole = comparedSpan(kind, query.range, question.span, question.zone);
  // A curve keeps the whole of what it is laid over; one number must be fair by itself.
  const fair = question.grain === 'all' ? asMuchAsHasPassed(question.span, whole, nowMs) : whole;
  const compared = await compareWithSpan(asked, rows, fair);
  if (!compared.ok || fair === whole) return compared;
  return { ok: true, value: { ...compared.value, notes: [...compared.value.notes, notes.stillRunning()] } };
}

/** The same question about another span; buckets are aligned by their place, groups by their values. */
async function compareWithSpan(
  asked: Asked,
  rows: readonly AssembledRow[],
  span: Span,
): Promise<Result<Compared, Refusal>> {
  const { parts, organizationId, question, conversion, nowMs, query } = asked;
  const buckets = span.fromMs < 0 ? null : bucketsOf(span, question.grain, question.zone, rowsMax);
  if (!buckets) {
    return refuse('unprocessable', 'There is no such time before this range to compare with.', 'compare');
  }
  const earlier: Question = { ...question, span, buckets, order: undefined, limit: undefined };
  const compiled = compile(earlier, parts.registry, { nowMs, conversion, rowsMax: 500_000 });
  const scope = { kind: 'organization', organizationId } as const;
  const facts = await readFacts(parts.columnar, scope, compiled, asked.signal);
  const currency = currencyOf(question, parts.registry, facts.rows, query.currency, asked.structure);
  if (!currency.ok) return currency;
  const wanted = new Set(rows.map((row) => `${row.place} ${groupKey(row.dimensions)}`));
  const before = assemble(
    // Only the groups of the answer are kept, so an order stands for "do not fill".
    { ...earlier, order: { by: 'time', direction: 'asc' } },
    parts.registry,
    facts.rows,
    asked.coverage,
    nowMs,
    Number.POSITIVE_INFINITY,
  );
  if (before === 'too_many_rows') return tooManyRows();
  const values = new Map<string, Record<string, number | null>>();
  for (const row of before.rows) {
    const key = `${row.place} ${groupKey(row.dimensions)}`;
    if (wanted.has(key)) values.set(key, row.values);
  }
  const empty = buckets.map(
    (_, place) => assembleEmpty(earlier, parts.registry, asked.coverage, nowMs, place) ?? {},
  );
  return {
    ok: true,
    value: {
      rows: rows.map(
        (row) =>
          values.get(`${row.place} ${groupKey(row.dimensions)}`) ?? empty[row.place] ?? noValues(question),
      ),
      range: showSpan(span),
      notes: [],
    },
  };
}

const noValues = (question: Question) => Object.fromEntries(question.metrics.map((id) => [id, null]));

/** What a bucket without facts shows. */
function assembleEmpty(
  question: Question,
  registry: Registry,
  coverage: CoverageBySource,
  nowMs: number,
  place: number,
): Record<string, number | null> | null {
  const bucket = question.buckets[place];
  if (!bucket) return null;
  const one = { ...question, dimensions: [], buckets: [bucket], order: undefined, limit: undefined };
  const assembled = assemble(one, registry, [], coverage, nowMs);
  return assembled === 'too_many_rows' ? null : (assembled.rows[0]?.values ?? null);
}

function partsOfRows(rows: readonly AssembledRow[]): MetricAnswer['meta']['parts'] {
  const ids = Object.keys(rows[0]?.parts ?? {});
  return Object.fromEntries(
    ids.map((id) => [id, rows.map((row) => row.parts[id] ?? { numerator: null, denominator: null })]),
  );
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

function daysOf(span: Span, zone: string): { from: string; to: string } {
  return { from: dateOf(span.fromMs, zone), to: addDays(dateOf(span.toMs - 1, zone), 0) };
}

function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
