import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LayerDriversAnswer, LayersAnswer, LayerTrendAnswer } from '#audiences/contract';
import { layerPeriods } from '#audiences/contract';
import { useAddress, useSearchParts } from '../../../../ui/address/use-address.ts';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

export type LayerName = LayersAnswer['layers'][number]['layer'];
export type Move = LayersAnswer['flow']['moves'][number];
export const views = ['layers', 'o5a'] as const;

const isDay = (text: string | undefined) => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What the page shows is in its address: view, period, the two days, a move, and the count that is explained. */
export function useLayersAddress() {
  const [search, change] = useSearchParts();
  const [{ place }] = useAddress();
  const { structure } = useScope();
  const view = views.find((one) => one === search.view) ?? 'layers';
  const periodDays = layerPeriods.find((days) => String(days) === search.window) ?? 30;
  // Layers are told of a brand or a shop; an account is looked at through its shop.
  const shopId = place.shop ?? structure.accounts.find(({ id }) => id === place.account)?.shopId;
  const asked = {
    view,
    periodDays: String(periodDays),
    shopId,
    brandId: shopId ? undefined : place.brand,
    day: isDay(search.day) ? search.day : undefined,
  };
  const against = isDay(search.against) ? search.against : undefined;
  return { search, change, view, periodDays, asked, against };
}

export function useLayers({
  asked,
  against,
}: Pick<ReturnType<typeof useLayersAddress>, 'asked' | 'against'>) {
  const path = withQuery('/api/layers', { ...asked, compareDay: against });
  return useQuery({
    queryKey: ['layers', path],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<LayersAnswer>(path, { signal }),
  });
}

const trendDays = 30;
/** Days that are still being gathered are looked for again soon. */
const pendingMs = 2_000;

export function useLayerTrend(asked: ReturnType<typeof useLayersAddress>['asked']) {
  const path = withQuery('/api/layers/trend', { ...asked, days: String(trendDays) });
  return useQuery<LayerTrendAnswer>({
    queryKey: ['layers', path],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && state.data.pending > 0 ? pendingMs : false),
    queryFn: ({ signal }) => request<LayerTrendAnswer>(path, { signal }),
  });
}

export function useDrivers(
  { asked, against }: Pick<ReturnType<typeof useLayersAddress>, 'asked' | 'against'>,
  move: { readonly from: LayerName; readonly to: LayerName } | null,
) {
  const path = withQuery('/api/layers/drivers', { ...asked, compareDay: against, ...move });
  return useQuery({
    queryKey: ['layers', path],
    enabled: move !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<LayerDriversAnswer>(path, { signal }),
  });
}
