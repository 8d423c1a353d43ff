import { useQueryClient } from '@tanstack/react-query';
import type { PlacementView } from '#traffic/contract';
import { type MetricAnswer, type MetricQuery, useMetrics } from '../../../ui/api/metrics.ts';
import { request } from '../../../ui/api/request.ts';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';

export const slotMetrics = [
  'slot_impressions',
  'slot_people',
  'slot_clicks',
  'slot_ctr',
  'slot_orders',
  'slot_gmv',
] as const;

/** The numbers of placements in the page's place and dates; several currencies are converted as everywhere. */
export function useSlotNumbers(more: Partial<MetricQuery> = {}) {
  const { range, filters, compare, convertTo } = useScope();
  return useMetrics({
    metrics: [...slotMetrics],
    filters: [...filters],
    range,
    ...(compare && compare !== 'target' && compare !== 'peers'
      ? { compare: compare as NonNullable<MetricQuery['compare']> }
      : {}),
    ...(convertTo ? { currency: convertTo } : {}),
    ...more,
  });
}

/** Values by placement, of an answer that is split by it. */
export const byPlacement = (
  answer: MetricAnswer | undefined,
): ReadonlyMap<string, Record<string, number | null>> =>
  new Map((answer?.rows ?? []).map((row) => [row.dimensions.placement ?? '', row.values]));

/** Acts on a placement, each said when it is done. */
export function usePlacementActs() {
  const client = useQueryClient();
  const toast = useUndoToast();
  const say = useSay();
  const refresh = () => client.invalidateQueries({ queryKey: ['slots'] });
  return {
    refresh,
    act: async (placement: PlacementView, what: 'submit' | 'withdraw' | 'stop') => {
      const now = await request<PlacementView>(`/api/placements/${placement.id}/${what}`, { method: 'POST' });
      await refresh();
      toast(say(`slots.now.${now.standing}`, { name: now.name }));
    },
  };
}
