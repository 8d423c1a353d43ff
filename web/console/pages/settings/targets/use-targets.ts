import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MetricTarget, MetricTargetView } from '#metrics/contract';
import { request } from '../../../../ui/api/request.ts';

type Targets = { readonly targets: readonly MetricTargetView[] };
const path = '/api/metrics/targets';

/** All targets, and how to change some. Numbers are asked again, because they compare with them. */
export function useTargets() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['targets'],
    queryFn: ({ signal }) => request<Targets>(path, { signal }),
  });
  const save = async (targets: readonly MetricTarget[]) => {
    client.setQueryData(['targets'], await request<Targets>(path, { method: 'PUT', body: { targets } }));
    void client.invalidateQueries({ queryKey: ['metrics'] });
  };
  return { targets: query.data?.targets, error: query.error, refetch: query.refetch, save };
}
