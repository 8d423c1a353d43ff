/**
 * What this server may still spend, in memory: slices leased from the records, less what was committed and what is
 * reserved for ads that may yet be clicked. Nothing here is durable: the records check every commit again.
 */
export type LeaseState = {
  readonly leaseId: string;
  readonly planId: string;
  /** Local day of the brand, YYYY-MM-DD. */
  readonly day: string;
  readonly amount: number;
  readonly spent: number;
};

type Held = { lease: LeaseState; reserved: number; committing: number; lastUsedMs: number };
type Reservation = { readonly held: Held; readonly amount: number; readonly untilMs: number };

export class LeaseBook {
  readonly #byPlan = new Map<string, Held>();
  /** By plan and request; as all last equally long, the first ones run out first. */
  readonly #reservations = new Map<string, Reservation>();

  /** Takes a lease as the records have it now; what is reserved and being committed stays. */
  put(lease: LeaseState, nowMs: number): void {
    const held = this.#byPlan.get(lease.planId);
    if (held && held.lease.leaseId === lease.leaseId) held.lease = lease;
    else this.#byPlan.set(lease.planId, { lease, reserved: 0, committing: 0, lastUsedMs: nowMs });
  }

  of(planId: string): LeaseState | null {
    return this.#byPlan.get(planId)?.lease ?? null;
  }

  drop(planId: string): void {
    this.#byPlan.delete(planId);
  }

  clear(): void {
    this.#byPlan.clear();
    this.#reservations.clear();
  }

  /** Minor units that one more click may cost; 0 without a lease of this day. */
  free(planId: string, day: string): number {
    const held = this.#byPlan.get(planId);
    if (!held || held.lease.day !== day) return 0;
    return Math.max(0, held.lease.amount - held.lease.spent - held.reserved - held.committing);
  }

  reserve(planId: string, requestId: string, amount: number, nowMs: number, holdMs: number): string | null {
    const held = this.#byPlan.get(planId);
    if (!held) return null;
    held.reserved += amount;
    held.lastUsedMs = nowMs;
    this.#reservations.set(keyOf(planId, requestId), { held, amount, untilMs: nowMs + holdMs });
    return held.lease.leaseId;
  }

  release(planId: string, requestId: string): void {
    const key = keyOf(planId, requestId);
    const reservation = this.#reservations.get(key);
    if (!reservation) return;
    reservation.held.reserved -= reservation.amount;
    this.#reservations.delete(key);
  }

  /** Gives back what nobody clicked in time. */
  expire(nowMs: number): void {
    for (const [key, { held, amount, untilMs }] of this.#reservations) {
      if (untilMs > nowMs) return;
      held.reserved -= amount;
      this.#reservations.delete(key);
    }
  }

  /** The reservation becomes money under way; answers what to call when the records have spoken. */
  commit(planId: string, requestId: string, price: number): () => void {
    this.release(planId, requestId);
    const held = this.#byPlan.get(planId);
    if (!held) return () => undefined;
    held.committing += price;
    return () => {
      held.committing -= price;
    };
  }

  /** A commit succeeded; the next look at the records says the same. */
  charged(planId: string, leaseId: string, price: number): void {
    const held = this.#byPlan.get(planId);
    if (held?.lease.leaseId === leaseId) held.lease = { ...held.lease, spent: held.lease.spent + price };
  }

  all(): LeaseState[] {
    return [...this.#byPlan.values()].map(({ lease }) => lease);
  }

  /** Leases whose free part is below this share, to be filled up, or that nothing used since. */
  idleSince(ms: number): LeaseState[] {
    return [...this.#byPlan.values()]
      .filter((held) => held.lastUsedMs < ms && held.reserved === 0 && held.committing === 0)
      .map(({ lease }) => lease);
  }

  get reservations(): number {
    return this.#reservations.size;
  }
}

const keyOf = (planId: string, requestId: string) => `${planId} ${requestId}`;
