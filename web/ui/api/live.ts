import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** A busy shop changes many times a second; a screen asks again at most this often, and after its last answer. */
const refreshMsMin = 500;

/** An answer that arrived may have been worked out this long before. */
const answerMsMax = 5_000;

/**
 * What is on the screen before the line is open, at first or again, may have missed news: what arrived before
 * the latest news, or so soon after that it may have been asked before. 0 is an answer still to come.
 */
export function mayMissNews(arrivedMs: number, newsMs: number): boolean {
  return arrivedMs > 0 && arrivedMs - answerMsMax < newsMs;
}

/** From the first event of the line; a server that does not say it may have had news just now. */
export function factsAgoMs(hello: string): number {
  const { factsAgoMs: ago } = JSON.parse(hello) as { factsAgoMs?: number };
  return ago ?? 0;
}

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
    source.addEventListener('hello', ({ data }: MessageEvent<string>) => {
      const newsMs = Date.now() - factsAgoMs(data);
      const shown = client.getQueryCache().findAll({ queryKey: ['metrics'] });
      if (shown.some(({ state }) => mayMissNews(state.dataUpdatedAt, newsMs))) refresh('metrics')();
    });
    source.addEventListener('facts', refresh('metrics'));
    // Away: the pages learn it now and not with the next number they want. Back: they catch up at once.
    source.addEventListener('store', refresh('metrics'));
    source.addEventListener('import', refresh('imports'));
    return () => {
      source.close();
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [client, enabled]);
}
