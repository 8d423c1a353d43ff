/** Work that falls due by itself: closing what was not paid, finishing what arrived, moving money on. */
export type Deadline = {
  readonly name: string;
  /** Does what is due, a batch of it, and answers how much it was. */
  readonly run: (nowMs: number) => Promise<number>;
};

/** Deadlines are kept to within this. */
const lookEveryMs = 1_000;
const backoffMsMax = 30_000;

/**
 * Looks for due work again and again, every deadline by itself so that one that fails holds up no other. Every
 * server does; what is done exactly once is settled by the rows' locks and states, not by who looks.
 */
export function keepDeadlines(
  deadlines: readonly Deadline[],
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const loops = deadlines.map(async ({ run }) => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const done = await run(Date.now());
        failures = 0;
        if (done === 0) await pause(lookEveryMs);
      } catch (error) {
        failures++;
        onError(error);
        await pause(Math.min(backoffMsMax, lookEveryMs * 2 ** failures));
      }
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
