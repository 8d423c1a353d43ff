import { useQuery } from '@tanstack/react-query';
import type { AudienceView, ChoicesView } from '#audiences/contract';
import { request } from '../../../ui/api/request.ts';
import { useScope } from '../../../ui/shell/scope.tsx';

const nothing: ChoicesView = {
  kinds: [],
  productCategories: [],
  contentCategories: [],
  platforms: [],
  events: [],
};

/** What occurred lately, to pick from; nothing until it is known. */
export function useChoices(): ChoicesView {
  const { organization } = useScope();
  const choices = useQuery({
    queryKey: ['audiences', 'choices', organization.id],
    staleTime: 300_000,
    queryFn: ({ signal }) => request<ChoicesView>('/api/audiences/choices', { signal }),
  });
  return choices.data ?? nothing;
}

/** The audiences that a rule can be made of, newest first. */
export function useAudienceNames(): readonly AudienceView[] {
  const { organization } = useScope();
  const list = useQuery({
    queryKey: ['audiences', 'names', organization.id],
    queryFn: ({ signal }) => request<{ items: AudienceView[] }>('/api/audiences?limit=200', { signal }),
  });
  return list.data?.items ?? [];
}
