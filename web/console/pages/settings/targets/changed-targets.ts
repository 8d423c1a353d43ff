/** Which targets of a month and place differ from what is stored. Pure. */
import type { MetricTarget, MetricTargetView } from '#metrics/contract';

export type TargetPlace = { readonly brandId: string | null; readonly shopId: string | null };

/** The values of one month and place by metric. */
export function placeTargets(
  targets: readonly MetricTargetView[],
  month: string,
  { brandId, shopId }: TargetPlace,
): Map<string, number> {
  const here = targets.filter(
    (one) => one.month === month && one.shopId === shopId && (shopId !== null || one.brandId === brandId),
  );
  return new Map(here.map(({ metric, value }) => [metric, value]));
}

/** A value that is gone is sent as null; what is no number (undefined) is not sent. */
export function changedTargets(
  stored: ReadonlyMap<string, number>,
  typed: ReadonlyMap<string, number | null | undefined>,
  month: string,
  { brandId, shopId }: TargetPlace,
): MetricTarget[] {
  return [...typed].flatMap(([metric, value]) =>
    value === undefined || value === (stored.get(metric) ?? null)
      ? []
      : [{ metric, month, brandId: shopId ? null : brandId, shopId, value }],
  );
}
