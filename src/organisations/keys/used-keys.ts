/**
 * Collects which keys were used and writes `last_used_at` in batches: one statement every few seconds
 * instead of one per request. A crash loses at most one interval of these marks.
 */
export class UsedKeys {
  readonly #used = new Map<string, Date>();
  readonly #write: (used: ReadonlyMap<string, Date>) => Promise<void>;
  readonly #timer: NodeJS.Timeout;

  constructor(write: (used: ReadonlyMap<string, Date>) => Promise<void>, intervalMs = 10_000) {
    this.#write = write;
    this.#timer = setInterval(() => void this.flush(), intervalMs);
    this.#timer.unref();
  }

  mark(id: string): void {
    this.#used.set(id, new Date());
  }

  async flush(): Promise<void> {
    if (this.#used.size === 0) return;
    const batch = new Map(this.#used);
    this.#used.clear();
    // The mark is a courtesy; a store that is away must not bring the server down.
    await this.#write(batch).catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
