import type { ShopperId } from '#kernel/ids';
import { joined, type Watched } from './watched.ts';

/** What one shopper saw, held while they swipe. */
export type SeenByShopper = {
  /** By video. */
  readonly watched: ReadonlyMap<string, Watched>;
  /** Videos on the way to them that nothing was heard of yet: not to be sent again. */
  readonly served: ReadonlyMap<string, number>;
};

type Held = { watched: Map<string, Watched>; served: Map<string, number>; loadedAtMs: number };

/** Another copy of the server may have heard more: what is held is read again after this. */
const freshMs = 60_000;
/** A video that was served and not heard of for this long was never reached. */
const servedMs = 10 * 60_000;

/** Remembers recent shoppers, so that a swipe costs no look-up; bounded, the longest idle forgotten first. */
export class SeenMemory {
  readonly #held = new Map<ShopperId, Held>();
  readonly #loading = new Map<ShopperId, Promise<Held>>();
  readonly #load: (shopperId: ShopperId) => Promise<Watched[]>;
  /** Measures spans only, so no setting of the clock makes them longer or shorter. */
  readonly #now: () => number;
  readonly #shoppersMax: number;
  readonly #numberOf: (videoId: string) => number | undefined;

  constructor(options: {
    load: (shopperId: ShopperId) => Promise<Watched[]>;
    now?: () => number;
    shoppersMax?: number;
    /** Asked once for each showing, so that a page need not find the videos of hundreds by their ids. */
    numberOf?: (videoId: string) => number | undefined;
  }) {
    this.#load = options.load;
    this.#now = options.now ?? (() => performance.now());
    this.#shoppersMax = options.shoppersMax ?? 20_000;
    this.#numberOf = options.numberOf ?? (() => undefined);
  }

  async of(shopperId: ShopperId): Promise<SeenByShopper> {
    const held = await this.#get(shopperId);
    const oldest = this.#now() - servedMs;
    for (const [video, servedAtMs] of held.served) if (servedAtMs < oldest) held.served.delete(video);
    return held;
  }

  async served(shopperId: ShopperId, videoIds: readonly string[]): Promise<void> {
    const { served } = await this.#get(shopperId);
    for (const id of videoIds) served.set(id, this.#now());
  }

  /** News that are kept in the records already. */
  async heard(shopperId: ShopperId, news: readonly Watched[]): Promise<void> {
    const { watched, served } = await this.#get(shopperId);
    for (const one of news) {
      const before = watched.get(one.videoId);
      watched.set(one.videoId, before ? joined(before, one) : this.#numbered(one));
      served.delete(one.videoId);
    }
  }

  /** A guest turned out to be a shopper: what is on its way to either is on its way to the shopper, the rest is read. */
  joined(from: ShopperId, into: ShopperId): void {
    const served = new Map([
      ...(this.#held.get(into)?.served ?? []),
      ...(this.#held.get(from)?.served ?? []),
    ]);
    this.forget(from);
    this.forget(into);
    this.#hold(into, { watched: new Map(), served, loadedAtMs: Number.NEGATIVE_INFINITY });
  }

  /** What is being read now may be older than what was forgotten, so it is not kept either. */
  forget(shopperId: ShopperId): void {
    this.#held.delete(shopperId);
    this.#loading.delete(shopperId);
  }

  #get(shopperId: ShopperId): Promise<Held> {
    const held = this.#held.get(shopperId);
    if (held && this.#now() - held.loadedAtMs < freshMs) {
      this.#held.delete(shopperId);
      this.#held.set(shopperId, held);
      return Promise.resolve(held);
    }
    return this.#loading.get(shopperId) ?? this.#begin(shopperId, held);
  }

  #begin(shopperId: ShopperId, before: Held | undefined): Promise<Held> {
    const loading: Promise<Held> = this.#read(shopperId, before)
      .then((held) => {
        if (this.#loading.get(shopperId) === loading) this.#hold(shopperId, held);
        return held;
      })
      .finally(() => {
        if (this.#loading.get(shopperId) === loading) this.#loading.delete(shopperId);
      });
    this.#loading.set(shopperId, loading);
    return loading;
  }

  async #read(shopperId: ShopperId, before: Held | undefined): Promise<Held> {
    const rows = await this.#load(shopperId);
    return {
      watched: new Map(rows.map((one) => [one.videoId, this.#numbered(one)])),
      served: before?.served ?? new Map(),
      loadedAtMs: this.#now(),
    };
  }

  #numbered(one: Watched): Watched {
    const number = this.#numberOf(one.videoId);
    return number === undefined ? one : { ...one, number };
  }

  #hold(shopperId: ShopperId, held: Held): void {
    this.#held.delete(shopperId);
    this.#held.set(shopperId, held);
    if (this.#held.size <= this.#shoppersMax) return;
    const longestIdle = this.#held.keys().next();
    if (!longestIdle.done) this.#held.delete(longestIdle.value);
  }
}
