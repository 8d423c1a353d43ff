import type { Records } from '#platform/records';
import type { OutboxMessage } from './outbox.ts';
import { lookOut, registerSubscriber, relayOnce } from './outbox-store.ts';

/** Handles messages at least once, in commit order; ids in what it writes make repeats harmless. */
export type Subscriber = {
  readonly name: string;
  readonly topics: readonly string[];
  readonly handle: (messages: readonly OutboxMessage[]) => Promise<void>;
  readonly batchMax?: number;
  /** Rests so long after a batch that was not full, where writing a few messages costs as much as writing many. */
  readonly restMs?: number;
};

export type Relay = { readonly stop: () => Promise<void>; readonly wake: () => void };

/** New messages are looked for this often; a screen may lag an order by this much and the handling time. */
const pollMs = 150;
/** A subscriber for whom nothing seems to come looks by itself this often, and passes over what was not for it. */
const ownLookMs = 5_000;
const backoffMsMax = 5_000;

/**
 * Runs every subscriber in its own loop: one that fails is retried with backoff and holds up no other. One look-out
 * for all of them wakes those for whom something was said, so that an idle server asks one question at a time and
 * not one for each subscriber.
 */
export function startRelay(
  records: Records,
  subscribers: readonly Subscriber[],
  onError: (subscriber: string, error: unknown) => void,
): Relay {
  const stopping = new AbortController();
  const bells = subscribers.map(() => new Bell());
  const lookingOut = new Bell();

  const loops = subscribers.map(async (subscriber, place) => {
    const { batchMax = 200, restMs = 0 } = subscriber;
    const bell = bells[place] as Bell;
    let failures = 0;
    let registered = false;
    while (!stopping.signal.aborted) {
      try {
        if (!registered) await registerSubscriber(records, subscriber.name);
        registered = true;
        bell.silence();
        const handled = await relayOnce(
          records,
          subscriber.name,
          subscriber.topics,
          batchMax,
          subscriber.handle,
        );
        failures = 0;
        // Null: another server is at it, and may die of it before it is through.
        if (!handled) await bell.wait(handled === null ? pollMs : ownLookMs);
        else if (handled < batchMax && restMs > 0) await pauseUnlessStopped(restMs, stopping.signal);
      } catch (error) {
        failures++;
        onError(subscriber.name, error);
        // What is said meanwhile does not shorten the time that whatever failed is given.
        await pauseUnlessStopped(Math.min(backoffMsMax, pollMs * 2 ** failures), stopping.signal);
      }
    }
  });

  const lookOutLoop = async () => {
    let seen = '0';
    while (!stopping.signal.aborted) {
      try {
        const { horizon, topics } = await lookOut(records, seen);
        seen = horizon;
        for (const [place, subscriber] of subscribers.entries())
          if (subscriber.topics.some((topic) => topics.has(topic))) bells[place]?.ring();
      } catch (error) {
        onError('look-out', error);
      }
      await lookingOut.wait(pollMs);
    }
  };

  const wake = () => {
    for (const bell of [...bells, lookingOut]) bell.ring();
  };
  const looking = lookOutLoop();
  return {
    wake,
    stop: async () => {
      stopping.abort();
      wake();
      await Promise.all([...loops, looking]);
    },
  };
}

/** Rung by one side, waited for by the other; a ring before the wait is not lost. */
class Bell {
  #isRung = false;
  #answer: (() => void) | null = null;

  ring(): void {
    this.#isRung = true;
    this.#answer?.();
  }

  silence(): void {
    this.#isRung = false;
  }

  /** Ends when it rings, or after so long. */
  wait(ms: number): Promise<void> {
    if (this.#isRung) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#answer = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#answer = done;
    });
  }
}

function pauseUnlessStopped(ms: number, signal: AbortSignal): Promise<void> {
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
