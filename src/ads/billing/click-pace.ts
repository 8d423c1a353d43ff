/** More ad clicks than this in a minute are no person's doing. */
const clicksPerMinuteMax = 20;
const windowMs = 60_000;
const shoppersMax = 50_000;

/** How fast shoppers click on ads. */
export class ClickPace {
  readonly #clicks = new Map<string, number[]>();

  /** Counts a click; false where it is too many. */
  take(shopperId: string, nowMs: number): boolean {
    const recent = (this.#clicks.get(shopperId) ?? []).filter((atMs) => nowMs - atMs < windowMs);
    this.#clicks.delete(shopperId);
    if (this.#clicks.size >= shoppersMax) {
      const oldest = this.#clicks.keys().next();
      if (!oldest.done) this.#clicks.delete(oldest.value);
    }
    const allowed = recent.length < clicksPerMinuteMax;
    if (allowed) recent.push(nowMs);
    this.#clicks.set(shopperId, recent);
    return allowed;
  }
}
