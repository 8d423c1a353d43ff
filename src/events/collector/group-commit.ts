import { CollectorBusy } from './collector-busy.ts';

/** Rows of one request that become durable together or not at all. */
export type Parcel = {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows that count only where no row of the same id is there yet: events without a time of their own. */
  readonly unstamped?: readonly { readonly eventId: string; readonly bytes: Buffer }[];
};

type Waiting = {
  readonly parcel: Parcel;
  readonly resolve: () => void;
  readonly reject: (why: unknown) => void;
};

export type GroupCommitOptions = {
  /** Writes the parcels durably, or throws; nothing is acknowledged before it resolves. */
  readonly write: (parcels: readonly Parcel[]) => Promise<void>;
  /** How long the first of a group waits for company. */
  readonly windowMs: number;
  readonly rowsMax: number;
  /** Bytes that may wait; more is refused, so that a slow store cannot fill the memory. */
  readonly waitingBytesMax: number;
};

/** An insert of fewer rows costs the store about as much as one of so many: 13 ms of processor time, and the fsyncs. */
const fewRows = 1_000;
const restMsMax = 25;

/**
 * Many requests, one insert, one fsync. While a group is being written the next one gathers, so groups grow
 * with the load by themselves and a lonely request waits for no more than the window. Where many send a little, half
 * of the store's time is left to others: a small group is written only after as long a rest as the last one took.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #waitingRows = 0;
  #running: Promise<void> | null = null;
  #endRest: () => void = () => undefined;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Resolves when the rows are on disk. */
  add(parcel: Parcel): Promise<void> {
    if (parcel.rows === 0) return Promise.resolve();
    if (this.#waitingBytes + sizeOf(parcel) > this.#options.waitingBytesMax)
      return Promise.reject(new CollectorBusy());
    this.#waitingBytes += sizeOf(parcel);
    this.#waitingRows += parcel.rows;
    if (this.#waitingRows >= fewRows) this.#endRest();
    const done = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ parcel, resolve, reject });
    });
    this.#running ??= this.#run();
    return done;
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    await new Promise((wait) => setTimeout(wait, this.#options.windowMs));
    while (this.#waiting.length > 0) {
      const began = performance.now();
      await this.#writeGroup(this.#takeGroup());
      if (this.#waiting.length > 0) await this.#rest(performance.now() - began);
    }
    this.#running = null;
  }

  /** Ends early when many rows wait. */
  #rest(ms: number): Promise<void> {
    if (this.#waitingRows >= fewRows) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, restMsMax));
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #takeGroup(): Waiting[] {
    let rows = 0;
    let bytes = 0;
    let count = 0;
    for (const { parcel } of this.#waiting) {
      if (count > 0 && rows + parcel.rows > this.#options.rowsMax) break;
      rows += parcel.rows;
      bytes += sizeOf(parcel);
      count += 1;
    }
    this.#waitingBytes -= bytes;
    this.#waitingRows -= rows;
    return this.#waiting.splice(0, count);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#options.write(group.map(({ parcel }) => parcel));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

const sizeOf = ({ bytes, unstamped = [] }: Parcel): number =>
  unstamped.reduce((sum, row) => sum + row.bytes.length, bytes.length);
