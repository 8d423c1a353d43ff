import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { sessionView, structureView } from '#organisations/contract';
import { ApiProblem, request } from './request.ts';

export type Session = z.infer<typeof sessionView>;
export type Structure = z.infer<typeof structureView>;
export type Permission = Session['permissions'][number];

/** Who is signed in, or null. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await request<Session>('/api/session', { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** The brands, shops and accounts of the organisation that is worked for. */
export function useStructure() {
  return useQuery({
    queryKey: ['structure'],
    staleTime: 60_000,
    queryFn: ({ signal }) => request<Structure>('/api/structure', { signal }),
  });
}
