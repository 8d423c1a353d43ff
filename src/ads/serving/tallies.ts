/** What became of a plan in the decisions of one server. */
export const tallied = ['won', 'reserve', 'audience', 'frequency', 'lease'] as const;
export type Tallied = (typeof tallied)[number];
export type TallyCounts = Readonly<Record<Tallied, number>>;

const minutes = 60;

/** Counts of the last hour, by minute. */
export class Tally {
  readonly #counts = new Uint32Array(tallied.length * minutes);
  readonly #minutes = new Float64Array(minutes);

  add(what: Tallied, nowMs: number): void {
    const minute = Math.floor(nowMs / 60_000);
    const place = minute % minutes;
    if (this.#minutes[place] !== minute) {
      this.#minutes[place] = minute;
      this.#counts.fill(0, place * tallied.length, (place + 1) * tallied.length);
    }
    const at = place * tallied.length + tallied.indexOf(what);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  lastHour(nowMs: number): TallyCounts {
    const minute = Math.floor(nowMs / 60_000);
    const sums = new Array<number>(tallied.length).fill(0);
    for (let place = 0; place < minutes; place++) {
      if (minute - (this.#minutes[place] ?? 0) >= minutes) continue;
      for (let what = 0; what < tallied.length; what++)
        sums[what] = (sums[what] ?? 0) + (this.#counts[place * tallied.length + what] ?? 0);
    }
    return Object.fromEntries(tallied.map((what, at) => [what, sums[at] ?? 0])) as Record<Tallied, number>;
  }
}

export class Tallies {
  readonly #byPlan = new Map<string, Tally>();
  /** Decisions by currency: whatever a plan was not looked at for, a better bid had closed before it. */
  readonly #decisions = new Map<string, Tally>();

  plan(planId: string, what: Tallied, nowMs: number): void {
    tallyOf(this.#byPlan, planId).add(what, nowMs);
  }

  decision(currency: string, nowMs: number): void {
    tallyOf(this.#decisions, currency).add('won', nowMs);
  }

  /** Of one plan in the last hour, on this server. `outranked`: a better bid closed the auction before it. */
  lastHour(
    planId: string,
    currency: string,
    nowMs: number,
  ): TallyCounts & { readonly outranked: number; readonly decisions: number } {
    const own = this.#byPlan.get(planId)?.lastHour(nowMs) ?? noCounts;
    const decisions = this.#decisions.get(currency)?.lastHour(nowMs).won ?? 0;
    const told = tallied.reduce((sum, what) => sum + own[what], 0);
    return { ...own, outranked: Math.max(0, decisions - told), decisions };
  }
}

const noCounts = Object.fromEntries(tallied.map((what) => [what, 0])) as Record<Tallied, number>;

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key);
  if (known) return known;
  const fresh = new Tally();
  tallies.set(key, fresh);
  return fresh;
}
