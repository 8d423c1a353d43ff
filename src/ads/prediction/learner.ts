import type { Records } from '#platform/records';
import {
  countOutcomes,
  fromTheStart,
  type LearnedUpTo,
  nextOutcomes,
  type Outcome,
  type OutcomeKind,
  startOfNewest,
} from './outcome-store.ts';
import { type PlanPlaces, Rates } from './rates.ts';

/** After a start this many of each kind are learned again; older ones live on in the first belief. */
const replayMax = 200_000;
const beliefDays = 14;
const batchMax = 5_000;
/** Of things in the same millisecond, causes come before what followed from them. */
const rankOf: Readonly<Record<OutcomeKind, number>> = { impression: 0, click: 1, order: 2 };

/**
 * Learns from what the records say happened, on every server by itself: no model is shipped, and a server that was
 * killed learns again what it knew. What is readable at once is learned in order of time, so servers that saw it come
 * in other pieces differ a little.
 */
export class Learner {
  readonly #records: Records;
  readonly #placesOf: (planId: string) => PlanPlaces | null;
  readonly #upTo = new Map<OutcomeKind, LearnedUpTo>();
  /** Read, and waiting for what happened before it. */
  readonly #queued: Outcome[] = [];
  readonly rates: Rates;

  private constructor(records: Records, rates: Rates, placesOf: (planId: string) => PlanPlaces | null) {
    this.#records = records;
    this.#placesOf = placesOf;
    this.rates = rates;
  }

  static async open(records: Records, placesOf: (planId: string) => PlanPlaces | null): Promise<Learner> {
    const learner = new Learner(records, new Rates(await countOutcomes(records, beliefDays)), placesOf);
    for (const kind of ['impression', 'click', 'order'] as const)
      learner.#upTo.set(kind, await startOfNewest(records, kind, replayMax));
    return learner;
  }

  /** Learns everything that was committed since; answers how many outcomes there were. */
  async catchUp(): Promise<number> {
    let learned = 0;
    for (;;) {
      const taken = await this.#step();
      learned += taken;
      if (taken === 0) return learned;
    }
  }

  /**
   * A batch of each kind, in the order in which things happened: learned in blocks of showings and blocks of clicks a
   * model would swing from never to always. Where a kind has more than a batch, the others wait for it.
   */
  async #step(): Promise<number> {
    let horizonMs = Number.POSITIVE_INFINITY;
    for (const kind of ['impression', 'click', 'order'] as const) {
      const after = this.#upTo.get(kind) ?? fromTheStart;
      const queue = this.#queued.filter((outcome) => outcome.kind === kind);
      if (queue.length >= batchMax) {
        horizonMs = Math.min(horizonMs, queue.at(-1)?.atMs ?? 0);
        continue;
      }
      const { outcomes, read, upTo } = await nextOutcomes(this.#records, kind, after, batchMax);
      this.#upTo.set(kind, upTo);
      this.#queued.push(...outcomes);
      const last = outcomes.at(-1);
      if (read === batchMax && last) horizonMs = Math.min(horizonMs, last.atMs);
    }
    this.#queued.sort((a, b) => a.atMs - b.atMs || rankOf[a.kind] - rankOf[b.kind]);
    const ready = this.#queued.findIndex(({ atMs }) => atMs > horizonMs);
    const taken = this.#queued.splice(0, ready < 0 ? this.#queued.length : ready);
    for (const { kind, planId, person } of taken) {
      const places = this.#placesOf(planId);
      if (places) this.#learn(kind, person, places);
    }
    return taken.length;
  }

  #learn(kind: OutcomeKind, person: number, places: PlanPlaces): void {
    if (kind === 'impression') this.rates.tried('ctr', person, places);
    if (kind === 'order') this.rates.succeeded('cvr', person, places);
    if (kind === 'click') {
      this.rates.succeeded('ctr', person, places);
      this.rates.tried('cvr', person, places);
    }
  }
}
