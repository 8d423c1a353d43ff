import type { FeedVideo } from '../feed/feed-video.ts';

/** What a video is to somebody of whom nothing is known. */
export type Standing = {
  /** Expected worth of an impression. */
  readonly value: number;
  /** Faded count of its impressions. */
  readonly shown: number;
};

/**
 * Standings by the numbers of videos, in one array: every page asks for those of hundreds, and looking each up by its
 * id took a third of the time in which a page is made.
 */
export class Standings {
  #held = new Float64Array(2_048);

  constructor() {
    this.clear();
  }

  put({ number }: Pick<FeedVideo, 'number'>, { value, shown }: Standing): void {
    const at = number * 2;
    if (at >= this.#held.length) this.#grow(at);
    this.#held[at] = value;
    this.#held[at + 1] = shown;
  }

  /** Not a number where nothing is known. */
  valueOf({ number }: Pick<FeedVideo, 'number'>): number {
    return this.#held[number * 2] ?? Number.NaN;
  }

  shownOf({ number }: Pick<FeedVideo, 'number'>): number {
    const shown = this.#held[number * 2 + 1] ?? 0;
    return Number.isNaN(shown) ? 0 : shown;
  }

  clear(): void {
    this.#held.fill(Number.NaN);
  }

  #grow(at: number): void {
    const larger = new Float64Array(Math.max(this.#held.length * 2, at + 2)).fill(Number.NaN);
    larger.set(this.#held);
    this.#held = larger;
  }
}
