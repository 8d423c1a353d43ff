import { newId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { LeaseBook } from './lease-book.ts';
import {
  giveBack,
  grantLeases,
  leaveServer,
  openLeases,
  registerServer,
  stayAlive,
  sweepDeadServers,
  type Want,
} from './lease-store.ts';

/** A lease that nothing used for this long goes back, so that other servers may spend it. */
const idleMs = 60_000;
/** After being told that nothing is left, a server asks for a plan's budget no oftener than this. */
const refusedMs = 1_000;
const wantsMax = 500;

/** Keeps this server's part of the budgets: leases what is wanted, gives back what is not, and stays alive. */
export class Leasing {
  readonly book = new LeaseBook();
  readonly #records: Records;
  readonly #now: () => number;
  readonly #wanted = new Map<string, Want>();
  readonly #refusedUntil = new Map<string, number>();
  #serverId: string | null = null;
  #granting: Promise<void> = Promise.resolve();

  constructor(records: Records, now: () => number) {
    this.#records = records;
    this.#now = now;
  }

  /** Asked for in the next round; until then the plan has no more than it has. */
  want(want: Want): void {
    if ((this.#refusedUntil.get(want.planId) ?? 0) > this.#now()) return;
    if (this.#wanted.size < wantsMax) this.#wanted.set(want.planId, want);
  }

  /** Nothing was left to lease a moment ago, and what is left of what this server had buys no click. */
  isDry(planId: string, day: string, leastClick: number, nowMs: number): boolean {
    return (this.#refusedUntil.get(planId) ?? 0) > nowMs && this.book.free(planId, day) < leastClick;
  }

  /** Leases what was wanted since; one round after the other, and whoever waits for one has waited for all before. */
  grant(): Promise<void> {
    this.#granting = this.#granting.catch(() => undefined).then(() => this.#grant());
    return this.#granting;
  }

  async #grant(): Promise<void> {
    this.book.expire(this.#now());
    if (this.#wanted.size === 0) return;
    const wants = [...this.#wanted.values()];
    this.#wanted.clear();
    const nowMs = this.#now();
    for (const { planId, lease } of await grantLeases(this.#records, await this.#server(), wants)) {
      if (lease) this.book.put(lease, nowMs);
      else this.#refusedUntil.set(planId, nowMs + refusedMs);
    }
  }

  /** Says that this server lives, learns what others did with its leases, and takes back those of dead servers. */
  async beat(isCurrent: (planId: string, day: string) => boolean): Promise<void> {
    const serverId = await this.#server();
    if (!(await stayAlive(this.#records, serverId))) {
      // Somebody took this server for dead: what it held is gone, and it begins again.
      this.book.clear();
      this.#serverId = null;
      return;
    }
    const nowMs = this.#now();
    const open = new Map((await openLeases(this.#records, serverId)).map((lease) => [lease.planId, lease]));
    for (const { planId, leaseId } of this.book.all())
      if (open.get(planId)?.leaseId !== leaseId) this.book.drop(planId);
    const stale = [...open.values()].filter(({ planId, day }) => !isCurrent(planId, day));
    const idle = this.book.idleSince(nowMs - idleMs);
    const back = new Set([...stale, ...idle].map(({ leaseId }) => leaseId));
    for (const lease of open.values()) {
      if (back.has(lease.leaseId)) this.book.drop(lease.planId);
      else if (this.book.of(lease.planId)?.leaseId === lease.leaseId) this.book.put(lease, nowMs);
    }
    if (back.size > 0) await giveBack(this.#records, [...back]);
    await sweepDeadServers(this.#records);
  }

  async close(): Promise<void> {
    if (this.#serverId) await leaveServer(this.#records, this.#serverId);
  }

  async #server(): Promise<string> {
    if (this.#serverId) return this.#serverId;
    const serverId = newId('request');
    await registerServer(this.#records, serverId);
    this.#serverId = serverId;
    return serverId;
  }
}
