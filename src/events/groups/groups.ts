import type { Records } from '#platform/records';
import { type KeptGroup, listenToGroups, readGroups, readMerges } from './groups-store.ts';

const retryMs = 500;

/**
 * All open groups in the memory of this server, so that whoever decides for a person asks without waiting. A change is
 * heard at its commit; a server that was cut off reads everything again. Persons are looked up as who they are now, so
 * somebody merged into a stranger is no member by their old number.
 */
export class Groups {
  readonly #records: Records;
  readonly #onError: (error: unknown) => void;
  #groups = new Map<string, KeptGroup>();
  #canonical = new Map<number, number>();
  /** Merges that are told while all are being read, which may miss them. */
  #heardMeanwhile: Map<number, number> | null = null;
  /** What is to be read next: groups by id, or everything. */
  #stale: Set<string> | 'all' = new Set();
  #reading: Promise<void> | null = null;
  #isClosed = false;
  #stop: () => Promise<void> = async () => undefined;

  private constructor(records: Records, onError: (error: unknown) => void) {
    this.#records = records;
    this.#onError = onError;
  }

  /** Rejects where the groups cannot be read: a server that knows none would decide as if there were none. */
  static async open(records: Records, onError: (error: unknown) => void): Promise<Groups> {
    const groups = new Groups(records, onError);
    await groups.#readAll();
    groups.#stop = listenToGroups(records, {
      onOpen: () => groups.#want('all'),
      onNews: (payload) => groups.#hear(payload),
      onError,
    });
    return groups;
  }

  /** False also for a group that is closed or unknown. */
  isMember(groupId: string, person: number): boolean {
    return this.#groups.get(groupId)?.people.has(this.#now(person)) ?? false;
  }

  /** Whether a person is kept out of a group on purpose. */
  isHeldOut(groupId: string, person: number): boolean {
    return this.#groups.get(groupId)?.heldOut.has(this.#now(person)) ?? false;
  }

  isOpen(groupId: string): boolean {
    return this.#groups.has(groupId);
  }

  get size(): number {
    return this.#groups.size;
  }

  /** Bytes of the sets as they are kept. */
  get bytes(): number {
    let sum = 0;
    for (const { people, heldOut } of this.#groups.values()) sum += people.bytes + heldOut.bytes;
    return sum;
  }

  /** Everything committed before is known when it resolves; otherwise a change takes the time of a notification. */
  catchUp(): Promise<void> {
    return this.#want('all');
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
    await this.#reading;
  }

  #now(person: number): number {
    return this.#canonical.get(person) ?? person;
  }

  #hear(payload: string): void {
    const [what, ...told] = payload.split(' ');
    if (what === 'group' && told[0]) void this.#want(told[0]);
    if (what !== 'merged') return;
    for (const pair of told) {
      const [person, canonical] = pair.split('>').map(Number);
      if (!person || !canonical) continue;
      this.#canonical.set(person, canonical);
      this.#heardMeanwhile?.set(person, canonical);
    }
  }

  /** One reads at a time, so that what was read earlier never covers what was read later. */
  async #want(what: string | 'all'): Promise<void> {
    if (what === 'all') this.#stale = 'all';
    else if (this.#stale !== 'all') this.#stale.add(what);
    // The one under way may have read before this was committed.
    await this.#reading;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    while (!this.#isClosed && (this.#stale === 'all' || this.#stale.size > 0)) {
      const stale = this.#stale;
      this.#stale = new Set();
      try {
        if (stale === 'all') await this.#readAll();
        else await this.#readSome([...stale]);
      } catch (error) {
        if (this.#isClosed) return;
        this.#onError(error);
        this.#stale = 'all';
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  async #readAll(): Promise<void> {
    const heard = new Map<number, number>();
    this.#heardMeanwhile = heard;
    try {
      const merges = await readMerges(this.#records);
      const groups = await readGroups(this.#records, null);
      this.#groups = new Map(groups.map((group) => [group.id, group]));
      for (const [person, canonical] of heard) merges.set(person, canonical);
      this.#canonical = merges;
    } finally {
      this.#heardMeanwhile = null;
    }
  }

  async #readSome(ids: readonly string[]): Promise<void> {
    const open = new Map((await readGroups(this.#records, ids)).map((group) => [group.id, group]));
    for (const id of ids) {
      const group = open.get(id);
      if (group) this.#groups.set(id, group);
      else this.#groups.delete(id);
    }
  }
}
