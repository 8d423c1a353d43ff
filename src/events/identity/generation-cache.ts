/**
 * Keeps what was used lately in two generations: what is not asked for while one generation fills is
 * forgotten. About as good as LRU, at the cost of one look-up instead of a delete and a set.
 */
export class GenerationCache<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #sizeMax: number;

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax;
  }

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#sizeMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
