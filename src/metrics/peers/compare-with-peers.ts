import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import { groupKey } from '../answering/assemble.ts';
import { type FactRow, readFacts } from '../answering/facts-store.ts';
import type { Question } from '../asking/resolve-query.ts';
import { compile } from '../compiling/compile.ts';
import { ownDimensions, shownValue } from '../definitions/dimensions.ts';
import { isMoney, type Registry } from '../definitions/registry.ts';
import { type PeerValue, peerMedian } from './peers.ts';
import { readPeersMin } from './peers-store.ts';

export type PeerParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly registry: Registry;
};

/** Medians of the other organisations by bucket and group, or why there are none. */
export type PeerAnswer =
  | {
      readonly ok: true;
      readonly of: (key: number, dimensions: Record<string, string | null>, id: string) => number | null;
    }
  | { readonly ok: false };

/**
 * Asks the whole market and lets nothing out but medians of enough organisations. Demo worlds are compared
 * with demo worlds only, and money with money of the same currency.
 */
export async function peerAnswer(
  parts: PeerParts,
  question: Question,
  own: { organizationId: OrganizationId; currency: string; simulated: boolean },
  nowMs: number,
  signal?: AbortSignal,
): Promise<PeerAnswer> {
  const named = [...question.dimensions, ...question.filters.map(({ dimension }) => dimension)];
  if (named.some((dimension) => ownDimensions.has(dimension))) return { ok: false };
  const peersMin = await readPeersMin(parts.records);
  const money = question.metrics.filter((id) => isMoney(parts.registry, id));
  const other = question.metrics.filter((id) => !money.includes(id));
  const results = new Map<string, PeerValue[]>();
  for (const metrics of [money, other]) {
    if (metrics.length === 0) continue;
    const { order: _, limit: __, ...rest } = question;
    const asked: Question = { ...rest, metrics, order: undefined, limit: undefined };
    const compiled = compile(asked, parts.registry, {
      nowMs,
      perOrganization: true,
      simulated: own.simulated ? 1 : 0,
      rowsMax: peerRowsMax,
    });
    const { rows } = await readFacts(parts.columnar, { kind: 'market' }, compiled, signal);
    // A list cut short would make medians of some organisations only.
    if (rows.length > peerRowsMax) return { ok: false };
    collect(results, asked, rows, own, metrics === money);
  }
  return {
    ok: true,
    of: (key, dimensions, id) => peerMedian(results.get(resultKey(key, dimensions, id)) ?? [], peersMin),
  };
}

const peerRowsMax = 200_000;

function collect(
  results: Map<string, PeerValue[]>,
  question: Question,
  rows: readonly FactRow[],
  own: { organizationId: string; currency: string },
  money: boolean,
): void {
  for (const row of rows) {
    if (row.organization === own.organizationId) continue;
    if (money && row.currencies.some((currency) => currency !== own.currency)) continue;
    const dimensions = Object.fromEntries(
      question.dimensions.map((dimension, place) => [
        dimension,
        shownValue(dimension, String(row[`d${place}`] ?? '')),
      ]),
    );
    for (const [place, id] of question.metrics.entries()) {
      const value = row[`v${place}`];
      if (typeof value !== 'number') continue;
      const key = resultKey(row.bucket, dimensions, id);
      const denominator = row[`q${place}`];
      const weight = typeof denominator === 'number' ? denominator : value;
      // Nothing sold is no data: it would make a crowd of organisations that have none.
      if (weight === 0) continue;
      const values = results.get(key) ?? [];
      values.push({ value, weight });
      results.set(key, values);
    }
  }
}

function resultKey(key: number, dimensions: Record<string, string | null>, id: string): string {
  return `${key} ${id} ${groupKey(dimensions)}`;
}
