import { type Pulse, watchPulse } from '#platform/pulse';
import { countEarlyDeaths, nextWaitMs } from './backoff.ts';
import { waitsForDisk } from './probes.ts';

/** What a started process gives to whoever watches over it. */
export type Child = {
  readonly pid: number;
  readonly stop: () => Promise<unknown>;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
};

export type Supervision<C extends Child> = {
  readonly name: string;
  /** Called for the first start with null and later with the child that died, whose port it should keep. */
  readonly start: (previous: C | null) => Promise<C>;
  /** One small question that a living child answers at once, on a connection of its own. */
  readonly ask: (child: C, signal: AbortSignal) => Promise<unknown>;
  readonly patience?: Patience;
  readonly onEvent: (event: SupervisionEvent) => void;
};

/** When a child that runs but does not answer counts as hanging. */
export type Patience = { readonly everyMs: number; readonly patienceMs: number; readonly missesMax: number };

/**
 * Forty seconds without any answer: a heavy query, a long checkpoint or a disk that stalls for half a minute are
 * no reason to end a store, which would only have to recover on top of it.
 */
const patient: Patience = { everyMs: 5_000, patienceMs: 10_000, missesMax: 4 };

export type SupervisionEvent =
  | { readonly kind: 'silent'; readonly name: string; readonly silentMs: number }
  | { readonly kind: 'died'; readonly name: string; readonly how: string }
  | { readonly kind: 'restarted'; readonly name: string; readonly afterMs: number }
  | { readonly kind: 'start failed'; readonly name: string; readonly why: string; readonly retryMs: number };

/** Keeps one process running and answering until told to stop. */
export class Supervised<C extends Child> {
  readonly #supervision: Supervision<C>;
  readonly #stopping = new AbortController();
  readonly #watch: Promise<void>;
  #child: C;
  #pulse: Pulse;

  private constructor(supervision: Supervision<C>, first: C) {
    this.#supervision = supervision;
    this.#child = first;
    this.#pulse = this.#listen(first);
    this.#watch = this.#keep();
  }

  /** Rejects when the first start fails: that is for the person who started, not for a retry. */
  static async start<C extends Child>(supervision: Supervision<C>): Promise<Supervised<C>> {
    return new Supervised(supervision, await supervision.start(null));
  }

  get child(): C {
    return this.#child;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pulse.stop();
    await this.#child.stop();
    await this.#watch;
  }

  /** A child that falls silent is killed: what hangs does not mind a milder signal. */
  #listen(child: C): Pulse {
    const { name, ask, patience = patient, onEvent } = this.#supervision;
    return watchPulse({
      ...patience,
      ask: (signal) => ask(child, signal),
      isExcused: () => waitsForDisk(child.pid),
      onSilent: (silentMs) => {
        onEvent({ kind: 'silent', name, silentMs: Math.round(silentMs) });
        killHard(child.pid);
      },
    });
  }

  async #keep(): Promise<void> {
    const { name, onEvent } = this.#supervision;
    const { signal: stopping } = this.#stopping;
    let earlyDeaths = 0;
    for (;;) {
      const started = performance.now();
      const { code, signal } = await this.#child.exited;
      this.#pulse.stop();
      if (stopping.aborted) return;
      const died = performance.now();
      onEvent({ kind: 'died', name, how: signal ? `was ended by ${signal}` : `ended with code ${code}` });
      earlyDeaths = countEarlyDeaths(earlyDeaths, died - started);
      if (!(await this.#startAgain(earlyDeaths))) return;
      this.#pulse = this.#listen(this.#child);
      onEvent({ kind: 'restarted', name, afterMs: Math.round(performance.now() - died) });
    }
  }

  /** Tries until it runs or we stop; false means that we stop. */
  async #startAgain(earlyDeathsBefore: number): Promise<boolean> {
    const { name, start, onEvent } = this.#supervision;
    const { signal: stopping } = this.#stopping;
    for (let failures = earlyDeathsBefore; ; failures += 1) {
      await pause(nextWaitMs(failures), stopping);
      if (stopping.aborted) return false;
      try {
        this.#child = await start(this.#child);
        if (stopping.aborted) await this.#child.stop();
        return !stopping.aborted;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        onEvent({ kind: 'start failed', name, why, retryMs: nextWaitMs(failures + 1) });
      }
    }
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It died by itself in this very moment, which comes to the same.
  }
}

function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopping.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
