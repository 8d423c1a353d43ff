import type { ShopperId } from '#kernel/ids';
import type { Rhythm } from './blend.ts';

/** A session ends when nothing was asked for this long; the next one begins without an ad or a placement. */
const sessionMs = 30 * 60_000;
const shoppersMax = 50_000;

/** How many organic videos each shopper had since the last ad and placement; bounded, the longest idle forgotten first. */
export class RhythmMemory {
  readonly #held = new Map<ShopperId, { readonly rhythm: Rhythm; readonly atMs: number }>();
  /** Measures spans only, so no setting of the clock ends a session. */
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  of(shopperId: ShopperId): Rhythm {
    const held = this.#held.get(shopperId);
    return held && this.#now() - held.atMs < sessionMs ? held.rhythm : { organicSinceAd: 0 };
  }

  keep(shopperId: ShopperId, rhythm: Rhythm): void {
    this.#held.delete(shopperId);
    this.#held.set(shopperId, { rhythm, atMs: this.#now() });
    if (this.#held.size <= shoppersMax) return;
    const longestIdle = this.#held.keys().next();
    if (!longestIdle.done) this.#held.delete(longestIdle.value);
  }
}
