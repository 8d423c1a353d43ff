/**
 * Remembers answers for a few seconds, so that a busy key costs one look-up per window instead of one per
 * request, and a revoked one stops within that window. Simultaneous askers share one look-up.
 */
export class BriefMemory<Value> {
  readonly #entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  readonly #lifeMs: number;
  readonly #sizeMax: number;
  readonly #now: () => number;

  constructor(options: { lifeMs: number; sizeMax?: number; now?: () => number }) {
    this.#lifeMs = options.lifeMs;
    this.#sizeMax = options.sizeMax ?? 10_000;
    // Not the clock on the wall: set back by an hour, it would keep what is old for an hour.
    this.#now = options.now ?? (() => performance.now());
  }

  get(key: string, find: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known && known.until > this.#now()) return known.value;
    // Whoever sends ever new keys must not fill the memory: forget the oldest.
    if (this.#entries.size >= this.#sizeMax) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    const value = find();
    const entry = { value, until: this.#now() + this.#lifeMs };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    // A failed look-up is nobody's answer: the next asker tries again.
    value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return value;
  }

  /** As `get` for many keys: those that are not remembered are looked up together, in one question. */
  async getMany<Key extends string>(
    keys: readonly Key[],
    findMany: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
    absent: Value,
  ): Promise<Map<Key, Value>> {
    const now = this.#now();
    const unique = [...new Set(keys)];
    const missing = unique.filter((key) => !((this.#entries.get(key)?.until ?? 0) > now));
    const found = missing.length === 0 ? undefined : findMany(missing);
    const values = unique.map((key) =>
      this.get(key, async () => (await (found ?? findMany([key]))).get(key) ?? absent),
    );
    return new Map((await Promise.all(values)).map((value, at) => [unique[at] as Key, value]));
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
