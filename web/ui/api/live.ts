import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** A busy shop changes many times a second; a screen asks again at most this often. */
const refreshMsMin = 1_000;

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
    const refresh = (key: string) => () => {
      if (waiting.has(key)) return;
      waiting.set(
        key,
        setTimeout(() => {
          waiting.delete(key);
          client.invalidateQueries({ queryKey: [key] });
        }, refreshMsMin),
      );
    };
    source.addEventListener('facts', refresh('metrics'));
    source.addEventListener('import', refresh('imports'));
    return () => {
      source.close();
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [client, enabled]);
}
