import type { Records } from '#platform/records';
import type { OutboxMessage } from './outbox.ts';
import { registerSubscriber, relayOnce } from './outbox-store.ts';

/** Handles messages at least once, in commit order; ids in what it writes make repeats harmless. */
export type Subscriber = {
  readonly name: string;
  readonly topics: readonly string[];
  readonly handle: (messages: readonly OutboxMessage[]) => Promise<void>;
  readonly batchMax?: number;
};

export type Relay = { readonly stop: () => Promise<void>; readonly wake: () => void };

/** New messages are looked for this often; a screen may lag an order by this much and the handling time. */
const pollMs = 150;
const backoffMsMax = 5_000;

/** Runs every subscriber in its own loop: one that fails is retried with backoff and holds up no other. */
export function startRelay(
  records: Records,
  subscribers: readonly Subscriber[],
  onError: (subscriber: string, error: unknown) => void,
): Relay {
  const stopping = new AbortController();
  const waiting = new Set<() => void>();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      waiting.add(done);
    });

  const loops = subscribers.map(async (subscriber) => {
    let failures = 0;
    let registered = false;
    while (!stopping.signal.aborted) {
      try {
        if (!registered) await registerSubscriber(records, subscriber.name);
        registered = true;
        const handled = await relayOnce(
          records,
          subscriber.name,
          subscriber.topics,
          subscriber.batchMax ?? 200,
          subscriber.handle,
        );
        failures = 0;
        if (!handled) await pause(pollMs);
      } catch (error) {
        failures++;
        onError(subscriber.name, error);
        await pause(Math.min(backoffMsMax, pollMs * 2 ** failures));
      }
    }
  });

  const wake = () => {
    for (const done of [...waiting]) done();
  };
  return {
    wake,
    stop: async () => {
      stopping.abort();
      wake();
      await Promise.all(loops);
    },
  };
}
