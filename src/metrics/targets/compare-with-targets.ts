import { parseId } from '#kernel/ids';
import type { AssembledRow } from '../answering/assemble.ts';
import type { Question } from '../asking/resolve-query.ts';
import { isAdditive, type Registry } from '../definitions/registry.ts';
import { proratedTarget, type Target } from './target.ts';

/**
 * The target of each row. Targets are set for the organisation, a brand or a shop, so only rows that are one
 * of these have one: by filter (exactly one brand or shop) or by dimension.
 */
export function targetsOfRows(
  question: Question,
  registry: Registry,
  targets: readonly Target[],
  rows: readonly AssembledRow[],
): Record<string, number | null>[] {
  const narrowed = question.filters.some(
    ({ dimension, op, values }) =>
      (dimension !== 'brand' && dimension !== 'shop') || op !== 'in' || values.length !== 1,
  );
  const split = question.dimensions.some((dimension) => dimension !== 'brand' && dimension !== 'shop');
  const filtered = (dimension: 'brand' | 'shop') =>
    question.filters.find((filter) => filter.dimension === dimension)?.values[0] ?? null;

  return rows.map((row) => {
    const shown = (dimension: 'brand' | 'shop') =>
      question.dimensions.includes(dimension)
        ? parseId(dimension, row.dimensions[dimension] ?? '')
        : filtered(dimension);
    const shopId = shown('shop');
    // A shop's target stands by itself, whichever brand was named with it.
    const brandId = shopId === null ? shown('brand') : null;
    const span = question.buckets[row.place];
    return Object.fromEntries(
      question.metrics.map((id) => {
        if (narrowed || split || !span) return [id, null];
        const months = new Map(
          targets
            .filter((one) => one.metric === id && one.brandId === brandId && one.shopId === shopId)
            .map((one) => [one.month, one.value]),
        );
        return [id, proratedTarget(months, span, question.zone, isAdditive(registry, id))];
      }),
    );
  });
}
