import { newId } from '#kernel/ids';
import { inTurn } from '#platform/gathering';
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
/** After being told that nothing can be leased a server asks no oftener than this, unless it is told what to wait for. */
const refusedMs = 1_000;
const wantsMax = 500;

/** Nothing was left of a plan's day; whatever becomes free of its budget or in its purse is heard of. */
type Refusal = { readonly day: string; readonly adAccountId: string | null; readonly untilMs: number };

/** Keeps this server's part of the budgets: leases what is wanted, gives back what is not, and stays alive. */
export class Leasing {
  readonly book = new LeaseBook();
  readonly #records: Records;
  readonly #now: () => number;
  readonly #wanted = new Map<string, Want>();
  readonly #refused = new Map<string, Refusal>();
  /** Plans and accounts of which something became free since the round under way began; `null` for any of them. */
  #freed = new Set<string | null>();
  #hears = false;
  #serverId: string | null = null;
  /** Of the leases that a beat read, one that was granted meanwhile would be missing, and be dropped as if it were lost. */
  readonly #next = inTurn((work: () => Promise<void>) => work());

  constructor(records: Records, now: () => number) {
    this.#records = records;
    this.#now = now;
  }

  /** Asked for in the next round; until then the plan has no more than it has. */
  want(want: Want): void {
    if (this.#isRefused(want.planId, want.day, this.#now())) return;
    if (this.#wanted.size < wantsMax) this.#wanted.set(want.planId, want);
  }

  /** Nothing is left to lease, and what is left of what this server had buys no click. */
  isDry(planId: string, day: string, leastClick: number, nowMs: number): boolean {
    return this.#isRefused(planId, day, nowMs) && this.book.free(planId, day) < leastClick;
  }

  #isRefused(planId: string, day: string, nowMs: number): boolean {
    const refusal = this.#refused.get(planId);
    return refusal !== undefined && refusal.day === day && refusal.untilMs > nowMs;
  }

  /** Something is free again of this plan's budget, or in this account's purse. */
  freed(id: string): void {
    this.#freed.add(id);
    for (const [planId, { adAccountId }] of this.#refused)
      if (planId === id || adAccountId === id) this.#refused.delete(planId);
  }

  /** From now on everything that becomes free is told; whatever did before may not have been. */
  hears(): void {
    this.#hears = true;
    this.#freed.add(null);
    this.#refused.clear();
  }

  /** Leases what was wanted since; one round after the other. */
  grant(): Promise<void> {
    return this.#next(() => this.#grant());
  }

  async #grant(): Promise<void> {
    this.book.expire(this.#now());
    if (this.#wanted.size === 0) return;
    const wants = [...this.#wanted.values()];
    this.#wanted.clear();
    const nowMs = this.#now();
    const serverId = await this.#server();
    this.#freed = new Set();
    const days = new Map(wants.map(({ planId, day }) => [planId, day]));
    for (const { planId, lease, adAccountId } of await grantLeases(this.#records, serverId, wants)) {
      if (lease) this.book.put(lease, nowMs);
      else this.#refuse(planId, days.get(planId) ?? '', adAccountId, nowMs);
    }
  }

  /** What was freed while the records were asked may have come after their answer, though it was heard before it. */
  #refuse(planId: string, day: string, adAccountId: string | null, nowMs: number): void {
    if (this.#freed.has(null) || this.#freed.has(planId) || this.#freed.has(adAccountId)) return;
    const isHeardOf = this.#hears && adAccountId !== null;
    const untilMs = isHeardOf ? Number.POSITIVE_INFINITY : nowMs + refusedMs;
    this.#refused.set(planId, { day, adAccountId, untilMs });
  }

  /** Says that this server lives, learns what others did with its leases, and takes back those of dead servers. */
  beat(isCurrent: (planId: string, day: string) => boolean): Promise<void> {
    return this.#next(() => this.#beat(isCurrent));
  }

  async #beat(isCurrent: (planId: string, day: string) => boolean): Promise<void> {
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
