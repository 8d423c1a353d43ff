import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AudienceView, PortraitView } from '#audiences/contract';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

export type PortraitFacet = PortraitView['dimensions'][number];
export type FacetValue = PortraitFacet['values'][number];

/** An audience against a base, everybody known where there is none; nothing is asked before an audience is chosen. */
export function usePortrait(audience: string | undefined, base: string | undefined) {
  const path = withQuery('/api/portraits', { audience, base });
  return useQuery({
    queryKey: ['audiences', 'portrait', path],
    enabled: audience !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ({ signal }) => request<PortraitView>(path, { signal }),
  });
}

/** The audiences that can be portrayed, newest first; undefined until they are known. */
export function usePortrayed() {
  const { organization } = useScope();
  return useQuery({
    queryKey: ['audiences', 'names', organization.id],
    queryFn: ({ signal }) => request<{ items: AudienceView[] }>('/api/audiences?limit=200', { signal }),
  });
}

/** The audience that the address names, or the newest one large enough to be looked into at first sight. */
export const chosenAudience = (
  audiences: readonly AudienceView[],
  asked: string | undefined,
  smallest: number,
): string | undefined => asked ?? (audiences.find(({ size }) => (size ?? 0) >= smallest) ?? audiences[0])?.id;
