import { CollectorBusy } from './collector-busy.ts';

/** Rows of one request that become durable together or not at all. */
export type Parcel = {
  readonly text: string;
  readonly rows: number;
  /** Rows that count only where no row of the same id is there yet: events without a time of their own. */
  readonly unstamped?: readonly { readonly eventId: string; readonly line: string }[];
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
  /** Characters that may wait; more is refused, so that a slow store cannot fill the memory. */
  readonly waitingLengthMax: number;
};

/**
 * Many requests, one insert, one fsync. While a group is being written the next one gathers, so groups grow
 * with the load by themselves and a lonely request waits for no more than the window.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #waitingLength = 0;
  #running: Promise<void> | null = null;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Resolves when the rows are on disk. */
  add(parcel: Parcel): Promise<void> {
    if (parcel.rows === 0) return Promise.resolve();
    if (this.#waitingLength + parcel.text.length > this.#options.waitingLengthMax)
      return Promise.reject(new CollectorBusy());
    this.#waitingLength += parcel.text.length;
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
    while (this.#waiting.length > 0) await this.#writeGroup(this.#takeGroup());
    this.#running = null;
  }

  #takeGroup(): Waiting[] {
    let rows = 0;
    let length = 0;
    let count = 0;
    for (const { parcel } of this.#waiting) {
      if (count > 0 && rows + parcel.rows > this.#options.rowsMax) break;
      rows += parcel.rows;
      length += parcel.text.length;
      count += 1;
    }
    this.#waitingLength -= length;
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
