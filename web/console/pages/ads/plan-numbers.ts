import { parseId } from '#kernel/ids';
import { type MetricAnswer, type MetricQuery, useMetrics } from '../../../ui/api/metrics.ts';
import { useScope } from '../../../ui/shell/scope.tsx';

export const planMetrics = [
  'ad_cost',
  'ad_impressions',
  'ad_clicks',
  'ad_ctr',
  'ad_orders',
  'cost_per_ad_order',
  'ad_attributed_gmv',
  'pay_roi',
] as const;

/** Numbers carry a plan by its raw id, as events do. */
export const rawPlanId = (shown: string) => parseId('plan', shown) ?? shown;

/** The ad metrics of the page's place and dates; several currencies are converted as everywhere. */
export function useAdNumbers(more: Partial<MetricQuery> = {}) {
  const { range, filters, compare, convertTo } = useScope();
  const query: MetricQuery = {
    metrics: [...planMetrics],
    filters: [...filters],
    range,
    ...(compare && compare !== 'target' && compare !== 'peers'
      ? { compare: compare as NonNullable<MetricQuery['compare']> }
      : {}),
    ...(convertTo ? { currency: convertTo } : {}),
    ...more,
  };
  return useMetrics(query);
}

/** Values by raw plan id, of an answer that is split by plan. */
export function byPlan(answer: MetricAnswer | undefined): ReadonlyMap<string, Record<string, number | null>> {
  return new Map((answer?.rows ?? []).map((row) => [row.dimensions.plan ?? '', row.values]));
}
