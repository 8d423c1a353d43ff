import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountHomeView } from '#content/contract';
import { allPages } from '../../../ui/api/pages.ts';

const key = ['account-homes'];

/** What the homes of all accounts say; `refresh` after one was changed. */
export function useHomes() {
  const client = useQueryClient();
  const homes = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => allPages<AccountHomeView>('/api/account-homes?limit=200', signal),
  });
  return { homes, refresh: () => client.invalidateQueries({ queryKey: key }) };
}
