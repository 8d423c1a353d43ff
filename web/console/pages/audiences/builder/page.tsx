import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { AudienceView } from '#audiences/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { request } from '../../../../ui/api/request.ts';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { Builder } from './builder.tsx';
import '../../../../ui/form/form.css';
import '../audiences.css';

/** One audience and its rule; `new` begins one, by the rule of another where `from` names it. */
export function Page() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [search] = useSearchParts();
  const isNew = id === 'new';
  const shown = isNew ? search.from : id;
  const audience = useQuery({
    queryKey: ['audiences', 'one', shown],
    enabled: shown !== undefined,
    queryFn: ({ signal }) =>
      request<AudienceView>(`/api/audiences/${encodeURIComponent(shown ?? '')}`, { signal }),
  });
  if (shown === undefined) return <Builder audience={null} rule={null} name="" />;
  if (!audience.data)
    return audience.error ? (
      <ErrorState error={audience.error} onRetry={audience.refetch} page />
    ) : (
      <PageSkeleton />
    );
  const { rule, name } = audience.data;
  // Opened anew for another audience, never under somebody's hands when the same one is asked again.
  return <Builder key={`${id} ${shown}`} audience={isNew ? null : audience.data} rule={rule} name={name} />;
}
