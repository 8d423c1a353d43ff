import type { Refusal, Result } from '#kernel/result';
import type { Question } from '../asking/resolve-query.ts';
import type { MetricNote } from '../contract.ts';
import type { Registry } from '../definitions/registry.ts';
import { targetsOfRows } from '../targets/compare-with-targets.ts';
import type { Asked } from './asked.ts';
import { type AssembledRow, assemble, groupKey, showSpan } from './assemble.ts';
import type { CoverageBySource } from './facts-store.ts';
import { notes } from './notes.ts';
import type { Comparison } from './read-comparison.ts';
import { currencyOf, tooManyRows } from './refusals.ts';

type Compared = {
  readonly rows: readonly Record<string, number | null>[] | null;
  readonly range: { from: string; to: string } | null;
  readonly notes: readonly MetricNote[];
};

/** What the rows are compared with, one entry for each of them. */
export function compare(
  asked: Asked,
  comparison: Comparison,
  coverage: CoverageBySource,
  rows: readonly AssembledRow[],
): Result<Compared, Refusal> {
  const { question, parts } = asked;
  switch (comparison.with) {
    case 'nothing':
      return { ok: true, value: { rows: null, range: null, notes: [] } };
    case 'no_such_time':
      return { ok: false, refusal: comparison.refusal };
    case 'targets': {
      const values = targetsOfRows(question, parts.registry, comparison.targets, rows);
      return {
        ok: true,
        value: { rows: values, range: null, notes: hasNull(values) ? [notes.noTarget()] : [] },
      };
    }
    case 'peers': {
      const { peers } = comparison;
      const values = rows.map((row) => {
        const key = question.buckets[row.place]?.key ?? 0;
        return Object.fromEntries(
          question.metrics.map((id) => [id, peers.ok ? peers.of(key, { ...row.dimensions }, id) : null]),
        );
      });
      const said = peers.ok ? (hasNull(values) ? [notes.hiddenPeers()] : []) : [notes.noPeers()];
      return { ok: true, value: { rows: values, range: null, notes: said } };
    }
    case 'earlier':
      return compareWithEarlier(asked, comparison, coverage, rows);
  }
}

const hasNull = (values: readonly Record<string, number | null>[]) =>
  values.some((row) => Object.values(row).includes(null));

/** Buckets are aligned by their place, groups by their values. */
function compareWithEarlier(
  { question, query, parts, structure, nowMs }: Asked,
  { question: earlier, facts, shortened }: Extract<Comparison, { with: 'earlier' }>,
  coverage: CoverageBySource,
  rows: readonly AssembledRow[],
): Result<Compared, Refusal> {
  const currency = currencyOf(question, parts.registry, facts, query.currency, structure);
  if (!currency.ok) return currency;
  const wanted = new Set(rows.map((row) => `${row.place} ${groupKey(row.dimensions)}`));
  const before = assemble(
    // Only the groups of the answer are kept, so an order stands for "do not fill".
    { ...earlier, order: { by: 'time', direction: 'asc' } },
    parts.registry,
    facts,
    coverage,
    nowMs,
    Number.POSITIVE_INFINITY,
  );
  if (before === 'too_many_rows') return tooManyRows();
  const values = new Map<string, Record<string, number | null>>();
  for (const row of before.rows) {
    const key = `${row.place} ${groupKey(row.dimensions)}`;
    if (wanted.has(key)) values.set(key, row.values);
  }
  const empty = earlier.buckets.map(
    (_, place) => assembleEmpty(earlier, parts.registry, coverage, nowMs, place) ?? {},
  );
  return {
    ok: true,
    value: {
      rows: rows.map(
        (row) =>
          values.get(`${row.place} ${groupKey(row.dimensions)}`) ?? empty[row.place] ?? noValues(question),
      ),
      range: showSpan(earlier.span),
      notes: shortened ? [notes.stillRunning()] : [],
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
