import type { Records } from '#platform/records';
import {
  countOutcomes,
  type LearnedUpTo,
  nextOutcomes,
  type OutcomeKind,
  startOfNewest,
} from './outcome-store.ts';
import { type PlanPlaces, Rates } from './rates.ts';

/** After a start this many of each kind are learned again; older ones live on in the first belief. */
const replayMax = 200_000;
const beliefDays = 14;
const batchMax = 5_000;

/**
 * Learns from what the records say happened, the same on every server: no model is shipped, and a server that was
 * killed learns again what it knew.
 */
export class Learner {
  readonly #records: Records;
  readonly #placesOf: (planId: string) => PlanPlaces | null;
  readonly #upTo = new Map<OutcomeKind, LearnedUpTo>();
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
      if (taken < batchMax) return learned;
    }
  }

  /** A batch of each kind: showings before the clicks that followed them, clicks before their orders. */
  async #step(): Promise<number> {
    let most = 0;
    for (const kind of ['impression', 'click', 'order'] as const) {
      const after = this.#upTo.get(kind);
      if (!after) continue;
      const { outcomes, read, upTo } = await nextOutcomes(this.#records, kind, after, batchMax);
      for (const { planId, person } of outcomes) {
        const places = this.#placesOf(planId);
        if (places) this.#learn(kind, person, places);
      }
      this.#upTo.set(kind, upTo);
      most = Math.max(most, read);
    }
    return most;
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
