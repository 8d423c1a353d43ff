/** Several answers to the same question about different metrics, as one. Pure. */
import type { MetricAnswer, MetricRow } from '../../../ui/api/metrics.ts';

export function mergeAnswers(answers: readonly MetricAnswer[]): MetricAnswer | undefined {
  const [first] = answers;
  if (!first) return undefined;
  const rows = new Map<string, MetricRow>();
  for (const row of answers.flatMap((answer) => answer.rows)) {
    const key = JSON.stringify([row.time, row.dimensions]);
    const known = rows.get(key);
    rows.set(key, {
      ...row,
      values: { ...known?.values, ...row.values },
      ...(known?.compare || row.compare ? { compare: { ...known?.compare, ...row.compare } } : {}),
    });
  }
  const metas = answers.map((answer) => answer.meta);
  return {
    rows: [...rows.values()],
    meta: {
      ...first.meta,
      units: Object.assign({}, ...metas.map((meta) => meta.units)),
      freshness: Object.assign({}, ...metas.map((meta) => meta.freshness)),
      parts: Object.assign({}, ...metas.map((meta) => meta.parts)),
      dimensionLabels: Object.assign({}, ...metas.map((meta) => meta.dimensionLabels)),
      notes: metas.flatMap((meta) => meta.notes),
      restated: metas.flatMap((meta) => meta.restated),
      currency: metas.find((meta) => meta.currency !== null)?.currency ?? null,
    },
  };
}
