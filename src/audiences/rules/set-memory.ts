import type { PeopleSet } from '#platform/people-sets';

/** A set and the instant as of which it holds. */
export type KnownSet = { readonly people: PeopleSet; readonly asOfMs: number };

type Entry = {
  readonly set: Promise<KnownSet>;
  readonly askedMs: number;
  lifeMs: number;
  bytes: number;
};

/** How many times as long as it took to be found a set lives at least, and how many lives at most. */
const timesItsCost = 20;
const longestLife = 10;

/**
 * Sets that were asked for shortly before, so that changing one condition asks only for that one. Those who ask for
 * the same at the same time share one question. Bounded by bytes: what was used longest ago goes first. An age is
 * measured by the instants asked about, so a question about the past never gets today's answer. What took long to find
 * lives longer: over a great many facts a set would otherwise be old before the others of its rule are found.
 */
export class SetMemory {
  readonly #entries = new Map<string, Entry>();
  readonly #lifeMs: number;
  readonly #bytesMax: number;
  readonly #clock: () => number;
  #bytes = 0;

  constructor(options: {
    readonly lifeMs: number;
    readonly bytesMax: number;
    readonly clock?: () => number;
  }) {
    this.#lifeMs = options.lifeMs;
    this.#bytesMax = options.bytesMax;
    this.#clock = options.clock ?? (() => performance.now());
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string, nowMs: number, find: () => Promise<PeopleSet>): Promise<KnownSet> {
    const known = this.#entries.get(key);
    if (known && nowMs >= known.askedMs && nowMs - known.askedMs < known.lifeMs) {
      // A map keeps the order of insertion: put in again it is the newest.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.set;
    }
    if (known) this.#drop(key, known);
    const began = this.#clock();
    const set = find().then((people) => ({ people, asOfMs: nowMs }));
    // While it is being found it does not age: who asks meanwhile waits for the same answer.
    const entry: Entry = { set, askedMs: nowMs, lifeMs: this.#lifeMs * longestLife, bytes: 0 };
    this.#entries.set(key, entry);
    set.then(
      ({ people }) => {
        const tookMs = this.#clock() - began;
        entry.lifeMs = Math.min(this.#lifeMs * longestLife, Math.max(this.#lifeMs, tookMs * timesItsCost));
        if (this.#entries.get(key) === entry) this.#weigh(entry, people.bytes + 2 * key.length + 200);
      },
      // A failure is nobody's answer: the next asker tries again.
      () => {
        if (this.#entries.get(key) === entry) this.#drop(key, entry);
      },
    );
    return set;
  }

  #weigh(entry: Entry, bytes: number): void {
    entry.bytes = bytes;
    this.#bytes += bytes;
    for (const [key, oldest] of this.#entries) {
      if (this.#bytes <= this.#bytesMax) return;
      if (oldest.bytes > 0) this.#drop(key, oldest);
    }
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
