/** So many requests in so many milliseconds, in bursts up to the whole allowance. */
export type RateLimit = { readonly requestsMax: number; readonly perMs: number };

export type RateDecision = { readonly allowed: boolean; readonly retryAfterMs: number };

/**
 * A token bucket per name, in its equivalent form as a single number (the time at which the bucket is full
 * again: GCRA, ITU-T I.371), so an idle name costs nothing and is forgotten. It counts in one process: N
 * copies of the server allow N times as much.
 */
export class RateLimiter {
  readonly #fullAt = new Map<string, number>();
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #namesMax: number;

  constructor(limit: RateLimit, options: { now?: () => number; namesMax?: number } = {}) {
    this.#limit = limit;
    // Not the clock on the wall: set back by a day, it would refuse everybody for a day.
    this.#now = options.now ?? (() => performance.now());
    this.#namesMax = options.namesMax ?? 50_000;
  }

  /** Takes one request from the allowance of a name. */
  take(name: string): RateDecision {
    const decision = this.peek(name);
    if (decision.allowed) this.#remember(name, this.#nextFullAt(name), this.#now());
    return decision;
  }

  /** What `take` would say, without taking: for limits that count only failures. */
  peek(name: string): RateDecision {
    const waitMs = this.#nextFullAt(name) - this.#now() - this.#limit.perMs;
    // A hair of tolerance: sums of fractions of a millisecond must not refuse the last allowed request.
    return waitMs > 1e-6
      ? { allowed: false, retryAfterMs: Math.ceil(waitMs) }
      : { allowed: true, retryAfterMs: 0 };
  }

  /** Gives a name its whole allowance back. */
  forget(name: string): void {
    this.#fullAt.delete(name);
  }

  #nextFullAt(name: string): number {
    const now = this.#now();
    return Math.max(this.#fullAt.get(name) ?? now, now) + this.#limit.perMs / this.#limit.requestsMax;
  }

  #remember(name: string, fullAt: number, now: number): void {
    this.#fullAt.delete(name);
    this.#fullAt.set(name, fullAt);
    if (this.#fullAt.size <= this.#namesMax) return;
    for (const [known, at] of this.#fullAt) if (at <= now) this.#fullAt.delete(known);
    // Still too many: forget the oldest, which is generous to it but keeps memory bounded.
    const oldest = this.#fullAt.keys().next();
    if (this.#fullAt.size > this.#namesMax && !oldest.done) this.#fullAt.delete(oldest.value);
  }
}
