import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** A busy shop changes many times a second; a screen asks again at most this often, and after its last answer. */
const refreshMsMin = 500;

/**
 * Listens to `/api/live`. `facts` means that numbers may have changed: every metric on the screen is asked
 * again. `import` moves the progress of imports on. The browser reconnects by itself.
 */
export function useLiveRefresh(enabled: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    const source = new EventSource('/api/live');
    const waiting = new Map<string, ReturnType<typeof setTimeout>>();
    // An answer under way is never thrown away: under steady news that would mean no answer at all.
    const wait = (key: string): void => {
      waiting.set(
        key,
        setTimeout(() => {
          if (client.isFetching({ queryKey: [key] }) > 0) return wait(key);
          waiting.delete(key);
          void client.invalidateQueries({ queryKey: [key] });
        }, refreshMsMin),
      );
    };
    const refresh = (key: string) => () => {
      if (!waiting.has(key)) wait(key);
    };
    // What is on the screen before the line is open, at first or again, may have missed news.
    source.addEventListener('hello', () => {
      const shown = client.getQueryCache().findAll({ queryKey: ['metrics'] });
      if (shown.some(({ state }) => state.dataUpdatedAt > 0)) refresh('metrics')();
    });
    source.addEventListener('facts', refresh('metrics'));
    source.addEventListener('import', refresh('imports'));
    return () => {
      source.close();
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [client, enabled]);
}
