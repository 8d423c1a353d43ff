import type { Showing } from '../billing/impression-store.ts';

/** How often a shopper may be shown the same plan within a day, and how far apart. */
export const showingsPerDayMax = 5;
const windowMs = 86_400_000;
const gapMs = 120_000;

/** Shoppers remembered at a time; those not seen for longest are forgotten first and read again when they return. */
const shoppersMax = 100_000;

export type Showings = {
  readonly byPlan: Map<string, number[]>;
  /** What this server noted while the records were being read; null once they are. */
  notedMeanwhile: Set<string> | null;
};

/**
 * Showings of the last day by shopper and plan, in memory. A shopper this server has not met is read from the
 * records, where every server's showings are, so the cap holds for the shopper and not for the server.
 */
export class FrequencyCap {
  readonly #shoppers = new Map<string, Showings>();
  readonly #read: (shopperId: string) => Promise<readonly Showing[]>;
  readonly #onError: (error: unknown) => void;

  constructor(read: (shopperId: string) => Promise<readonly Showing[]>, onError: (error: unknown) => void) {
    this.#read = read;
    this.#onError = onError;
  }

  /** A shopper's showings, to ask `allows` of many plans; reads what is missing in the background. */
  meet(shopperId: string): Showings {
    const known = this.#shoppers.get(shopperId);
    if (known) {
      this.#shoppers.delete(shopperId);
      this.#shoppers.set(shopperId, known);
      return known;
    }
    const noted = new Set<string>();
    const fresh: Showings = { byPlan: new Map(), notedMeanwhile: noted };
    this.#shoppers.set(shopperId, fresh);
    if (this.#shoppers.size > shoppersMax) {
      const oldest = this.#shoppers.keys().next();
      if (!oldest.done) this.#shoppers.delete(oldest.value);
    }
    this.#read(shopperId)
      .then((showings) => {
        // A showing of this server may already be among what a slow read brings, and must not count twice.
        for (const one of showings) if (!noted.has(keyOf(one))) add(fresh.byPlan, one);
        fresh.notedMeanwhile = null;
      })
      .catch((error: unknown) => {
        this.#shoppers.delete(shopperId);
        this.#onError(error);
      });
    return fresh;
  }

  allows(showings: Showings, planId: string, nowMs: number): boolean {
    const times = showings.byPlan.get(planId);
    if (!times) return true;
    let recent = 0;
    for (const atMs of times) {
      if (nowMs - atMs < gapMs) return false;
      if (nowMs - atMs < windowMs) recent++;
    }
    return recent < showingsPerDayMax;
  }

  /** Counted when it is decided, so that two requests at once cannot both be the last one allowed. */
  note(shopperId: string, showing: Showing): void {
    const known = this.#shoppers.get(shopperId);
    if (!known) return;
    known.notedMeanwhile?.add(keyOf(showing));
    add(known.byPlan, showing);
  }
}

const keyOf = ({ planId, requestId }: Showing) => `${planId} ${requestId}`;

function add(byPlan: Showings['byPlan'], { planId, atMs }: Showing): void {
  const times = byPlan.get(planId) ?? [];
  times.push(atMs);
  if (times.length > showingsPerDayMax * 2) times.shift();
  byPlan.set(planId, times);
}
