import type { Shopper } from '#shop';
import type { Placed } from '../feed/make-page.ts';

export type ServeRow = Readonly<Record<string, string | number>>;

export type ServeLogOptions = {
  readonly write: (rows: readonly ServeRow[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly flushEveryMs?: number;
};

/** While the store is away so many rows wait; the oldest are given up first, for the feed must go on. */
const waitingMax = 50_000;

/**
 * Writes down what was served, once a second for everybody. A log, not a record: a killed server loses its last
 * second of it, and no number that anybody pays for is made of it.
 */
export class ServeLog {
  #waiting: ServeRow[] = [];
  #writing: Promise<void> = Promise.resolve();
  readonly #options: ServeLogOptions;
  readonly #timer: NodeJS.Timeout;

  constructor(options: ServeLogOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#flush(), options.flushEveryMs ?? 1_000).unref();
  }

  add(
    places: readonly Placed[],
    served: {
      readonly requestId: string;
      readonly shopper: Shopper;
      readonly candidates: number;
      readonly atMs: number;
    },
  ): void {
    for (const [place, { video, why, score, propensity, ad, slot }] of places.entries())
      this.#waiting.push({
        organization_id: video.organizationId,
        day: new Date(served.atMs).toISOString().slice(0, 10),
        at: new Date(served.atMs).toISOString(),
        request_id: served.requestId,
        place,
        person: served.shopper.person,
        content_id: video.id,
        account_id: video.accountId,
        why,
        score,
        propensity,
        candidates: Math.min(served.candidates, 65_535),
        plan_id: ad?.planId ?? '',
        placement_id: slot?.placementId ?? '',
        simulated: served.shopper.simulated || video.simulated ? 1 : 0,
      });
    if (this.#waiting.length > waitingMax) this.#waiting.splice(0, this.#waiting.length - waitingMax);
  }

  #flush(): void {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    this.#writing = this.#writing.then(() =>
      this.#options.write(rows).catch((error) => {
        this.#waiting = [...rows, ...this.#waiting].slice(-waitingMax);
        this.#options.onError(error);
      }),
    );
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#flush();
    await this.#writing;
  }
}
