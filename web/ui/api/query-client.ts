import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './request.ts';

const retriesMax = 2;

/**
 * What is known stays on the screen while it is asked again. A refusal is final; a server that does not answer
 * is asked twice more, unless it knows itself that its store is away: whoever wants those numbers asks later.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < retriesMax &&
        error instanceof ApiProblem &&
        error.document.since === undefined &&
        (error.status === 0 || error.status >= 502),
      retryDelay: (failures) => Math.min(4_000, 500 * 2 ** failures),
    },
  },
});
