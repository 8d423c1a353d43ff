import { watchPulse } from '#platform/pulse';

/** The columnar store did not answer; callers answer 503 with Retry-After or keep what they have. */
export class ColumnarUnavailable extends Error {
  /** When it last answered, in ms of the epoch; null while that is not known to be long ago. */
  readonly sinceMs: number | null;

  constructor(cause: unknown, sinceMs: number | null = null) {
    super('The columnar store does not answer.', { cause });
    this.name = 'ColumnarUnavailable';
    this.sinceMs = sinceMs;
  }
}

export type Presence = {
  /** When the store last answered, in ms of the epoch; null while it is there. */
  readonly awaySinceMs: () => number | null;
  /** Runs work that ends with `ColumnarUnavailable` when the store falls silent, and does not begin while it is. */
  readonly during: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Called when the store falls silent and when it answers again. */
  readonly onChange: (listener: () => void) => void;
  readonly stop: () => void;
};

/**
 * A statement may run for minutes, so its length cannot tell a busy store from one that hangs; whether a ping is
 * answered meanwhile can. Refused connections are noticed after three seconds, a store that hangs after sixteen:
 * with two seconds of patience a machine with ten times more work than it can do looked like a hanging store.
 */
const pace = { everyMs: 1_000, patienceMs: 5_000, missesMax: 3 };

export function watchPresence(ping: (signal: AbortSignal) => Promise<unknown>): Presence {
  let awaySinceMs: number | null = null;
  const underWay = new Set<AbortController>();
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const pulse = watchPulse({
    ...pace,
    ask: ping,
    onSilent: (silentMs) => {
      awaySinceMs = Date.now() - Math.round(silentMs);
      for (const waiting of underWay) waiting.abort();
      tell();
    },
    onAnswer: () => {
      awaySinceMs = null;
      tell();
    },
  });
  return {
    awaySinceMs: () => awaySinceMs,
    during: async (work) => {
      if (awaySinceMs !== null) throw new ColumnarUnavailable(null, awaySinceMs);
      const silence = new AbortController();
      const lost = new Promise<never>((_, refuse) => {
        silence.signal.addEventListener('abort', () => refuse(new ColumnarUnavailable(null, awaySinceMs)));
      });
      underWay.add(silence);
      try {
        return await Promise.race([work(silence.signal), lost]);
      } finally {
        underWay.delete(silence);
      }
    },
    onChange: (listener) => listeners.push(listener),
    stop: pulse.stop,
  };
}
