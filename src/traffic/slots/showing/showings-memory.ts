import type { ShopperId } from '#kernel/ids';
import type { Showings } from './offer-placements.ts';
import type { Showing } from './showings-store.ts';

type Held = { readonly byPlacement: Map<string, Map<string, number>>; readonly loadedAtMs: number };

/** Another copy of the server may have heard more: what is held is read again after this. */
const freshMs = 30_000;
const shoppersMax = 20_000;

/**
 * Showings of recent shoppers, so that a cap costs no look-up at every page; only shoppers whom a placement is for are
 * ever read. Bounded, the longest idle forgotten first.
 */
export class ShowingsMemory {
  readonly #held = new Map<ShopperId, Held>();
  readonly #load: (shopperId: ShopperId) => Promise<readonly Showing[]>;
  readonly #now: () => number;

  constructor(
    load: (shopperId: ShopperId) => Promise<readonly Showing[]>,
    /** Measures spans only. */
    now: () => number = () => performance.now(),
  ) {
    this.#load = load;
    this.#now = now;
  }

  async of(shopperId: ShopperId): Promise<Showings> {
    const held = this.#held.get(shopperId);
    if (held && this.#now() - held.loadedAtMs < freshMs) return timesOf(held);
    const fresh: Held = { byPlacement: new Map(), loadedAtMs: this.#now() };
    add(fresh, await this.#load(shopperId));
    this.#held.delete(shopperId);
    this.#held.set(shopperId, fresh);
    if (this.#held.size > shoppersMax) {
      const longestIdle = this.#held.keys().next();
      if (!longestIdle.done) this.#held.delete(longestIdle.value);
    }
    return timesOf(fresh);
  }

  /** News that are kept in the records already. */
  heard(shopperId: ShopperId, showings: readonly Showing[]): void {
    const held = this.#held.get(shopperId);
    if (held) add(held, showings);
  }

  forget(shopperId: ShopperId): void {
    this.#held.delete(shopperId);
  }
}

function add({ byPlacement }: Held, showings: readonly Showing[]): void {
  for (const { placementId, requestId, atMs } of showings) {
    const known = byPlacement.get(placementId) ?? new Map<string, number>();
    known.set(requestId, atMs);
    byPlacement.set(placementId, known);
  }
}

const timesOf = ({ byPlacement }: Held): Showings =>
  new Map([...byPlacement].map(([placementId, times]) => [placementId, [...times.values()]]));
