export type PulseOptions = {
  /** Asks one small thing; rejects when it is not answered. Aborted when patience ends. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  /** From the start of one question to the start of the next, unless the first takes longer. */
  readonly everyMs: number;
  readonly patienceMs: number;
  /** Questions in a row without an answer after which the other side counts as silent. */
  readonly missesMax: number;
  /** Asked at each miss: true where it tells nothing, because the other side waits for its disk, say. */
  readonly isExcused?: () => boolean;
  /** Once, when it falls silent, with the time since its last answer. */
  readonly onSilent: (silentMs: number) => void;
  /** Once, with its first answer after that. */
  readonly onAnswer?: () => void;
  /** Monotonic milliseconds; that of the machine where none is given. */
  readonly now?: () => number;
};

export type Pulse = { readonly stop: () => void };

/** A question that ended this much after its patience tells that we slept ourselves. */
const sleptMs = 2_000;

/**
 * Asks again and again whether the other side still answers. Questions are counted, not hours: what passes while
 * this process or the machine sleeps counts as nothing, and a clock that is set changes nothing, because only the
 * monotonic one is read.
 */
export function watchPulse(options: PulseOptions): Pulse {
  const { everyMs, patienceMs, missesMax, now = () => performance.now() } = options;
  const stopping = new AbortController();
  let misses = 0;
  let heardAt = now();

  const missed = (tookMs: number) => {
    if (tookMs > patienceMs + sleptMs || options.isExcused?.()) return;
    misses += 1;
    if (misses === missesMax) options.onSilent(now() - heardAt);
  };
  const beat = async () => {
    const started = now();
    const isAnswered = await answered(options.ask, patienceMs, stopping.signal);
    if (stopping.signal.aborted) return;
    const tookMs = now() - started;
    if (isAnswered) {
      const wasSilent = misses >= missesMax;
      misses = 0;
      heardAt = now();
      if (wasSilent) options.onAnswer?.();
    } else missed(tookMs);
    if (!stopping.signal.aborted) next = setTimeout(beat, Math.max(0, everyMs - tookMs));
  };
  let next = setTimeout(beat, everyMs);
  return {
    stop: () => {
      stopping.abort();
      clearTimeout(next);
    },
  };
}

async function answered(
  ask: PulseOptions['ask'],
  patienceMs: number,
  stopping: AbortSignal,
): Promise<boolean> {
  const impatient = new AbortController();
  const signal = AbortSignal.any([impatient.signal, stopping]);
  const timer = setTimeout(() => impatient.abort(), patienceMs);
  const late = new Promise<boolean>((tell) => signal.addEventListener('abort', () => tell(false)));
  try {
    // Also a question that does not mind its signal ends here.
    return await Promise.race([ask(signal).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
