import type { Records } from '#platform/records';
import { buyersAfter } from './buyers-store.ts';

/** Who ever bought in which shop, in memory, for audiences of new and repeat customers. */
export class ShopBuyers {
  readonly #records: Records;
  readonly #byShop = new Map<string, Set<number>>();
  #seq = 0;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Reads who bought since; one subscriber writes them, one after the other, so numbers arrive in order. */
  async catchUp(): Promise<void> {
    const batch = 50_000;
    for (;;) {
      const rows = await buyersAfter(this.#records, this.#seq, batch);
      for (const { shopId, person, seq } of rows) {
        const buyers = this.#byShop.get(shopId) ?? new Set();
        this.#byShop.set(shopId, buyers.add(person));
        this.#seq = seq;
      }
      if (rows.length < batch) return;
    }
  }

  fits(audience: 'all' | 'new' | 'repeat' | 'group', shopId: string, person: number): boolean {
    if (audience === 'all' || audience === 'group') return true;
    return (this.#byShop.get(shopId)?.has(person) ?? false) === (audience === 'repeat');
  }
}
