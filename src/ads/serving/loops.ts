/** Work that repeats in the background, each piece after its own pause; one that fails is told of and tried again. */
export type Loop = { readonly pauseMs: number; readonly work: () => Promise<unknown> };

export function startLoops(loops: readonly Loop[], onError: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const running = loops.map(async ({ pauseMs, work }) => {
    while (!stopping.signal.aborted) {
      const started = performance.now();
      await work().catch(onError);
      // Heavy work takes longer pauses, so that it never takes more than a tenth of a store's time.
      await pause(Math.max(pauseMs, 8 * (performance.now() - started)), stopping.signal);
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
