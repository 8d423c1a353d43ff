import { type Refusal, type Result, refuse } from '#kernel/result';
import type { Span } from '#kernel/time';
import { bucketsOf } from '../asking/buckets.ts';
import { asMuchAsHasPassed, comparedSpan } from '../asking/compared-span.ts';
import { type Question, rowsMax } from '../asking/resolve-query.ts';
import { compile } from '../compiling/compile.ts';
import type { MetricNote } from '../contract.ts';
import type { Registry } from '../definitions/registry.ts';
import { peerAnswer } from '../peers/compare-with-peers.ts';
import { targetsOfRows } from '../targets/compare-with-targets.ts';
import { readTargets } from '../targets/target-store.ts';
import type { Asked } from './asked.ts';
import { type AssembledRow, assemble, groupKey, showSpan } from './assemble.ts';
import { type CoverageBySource, readFacts } from './facts-store.ts';
import { notes } from './notes.ts';
import { currencyOf, tooManyRows } from './refusals.ts';

type Compared = {
  readonly rows: readonly Record<string, number | null>[] | null;
  readonly range: { from: string; to: string } | null;
  readonly notes: readonly MetricNote[];
};

/** What the rows are compared with, one entry for each of them. */
export async function compare(
  asked: Asked,
  rows: readonly AssembledRow[],
): Promise<Result<Compared, Refusal>> {
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
