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
    this.#now = options.now ?? Date.now;
    this.#namesMax = options.namesMax ?? 50_000;
  }

  take(name: string): RateDecision {
    const now = this.#now();
    const costMs = this.#limit.perMs / this.#limit.requestsMax;
    const fullAt = Math.max(this.#fullAt.get(name) ?? now, now);
    const next = fullAt + costMs;
    const waitMs = next - now - this.#limit.perMs;
    // A hair of tolerance: sums of fractions of a millisecond must not refuse the last allowed request.
    if (waitMs > 1e-6) return { allowed: false, retryAfterMs: Math.ceil(waitMs) };
    this.#remember(name, next, now);
    return { allowed: true, retryAfterMs: 0 };
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
