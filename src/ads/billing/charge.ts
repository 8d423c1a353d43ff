import { hash } from 'node:crypto';
import type { Id } from '#kernel/ids';

/** A click that is to be paid, as its token says. */
export type Charge = {
  readonly id: Id<'charge'>;
  readonly organizationId: string;
  readonly adAccountId: string;
  readonly planId: string;
  readonly requestId: string;
  readonly shopId: string;
  readonly videoId: string;
  readonly productId: string;
  readonly shopperId: string;
  readonly person: number;
  readonly simulated: boolean;
  readonly price: number;
  readonly currency: string;
  readonly pCtr: number;
  readonly pCvr: number;
  readonly leaseId: string;
  readonly day: string;
  readonly atMs: number;
};

/** The same plan, request and kind is the same billable event, on whichever server and however often it arrives. */
export function billableId(planId: string, requestId: string, kind: 'impression' | 'click'): Id<'charge'> {
  const hex = hash('sha256', `${planId}\n${requestId}\n${kind}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}` as Id<'charge'>;
}

export type Settled = 'charged' | 'repeated' | 'over_budget';

export type LeaseRow = { readonly id: string; readonly planDay: string; amount: number; spent: number };
export type DayRow = { budget: number; spent: number; held: number };
export type PurseRow = { balance: number; held: number };

/** What the records hold for the charges of a batch; changed by `settleCharges` as they would be. */
export type Books = {
  readonly known: ReadonlySet<string>;
  /** Open ones only. */
  readonly leases: readonly LeaseRow[];
  readonly days: ReadonlyMap<string, DayRow>;
  readonly purses: ReadonlyMap<string, PurseRow>;
};

export const planDayOf = ({ planId, day }: Pick<Charge, 'planId' | 'day'>) => `${planId} ${day}`;

/**
 * Decides charges one after the other. A charge is paid from the lease its ad was shown under; where that is closed,
 * from another open lease of the plan's day or from what nobody holds; where none has room, it is not paid at all.
 */
export function settleCharges(books: Books, charges: readonly Charge[]): Settled[] {
  const known = new Set(books.known);
  return charges.map((charge) => {
    if (known.has(charge.id)) return 'repeated';
    const planDay = planDayOf(charge);
    const day = books.days.get(planDay);
    const purse = books.purses.get(charge.adAccountId);
    if (!day || !purse) return 'over_budget';
    const { price } = charge;
    const hasRoom = (lease: LeaseRow) => lease.amount - lease.spent >= price;
    const own = books.leases.find((lease) => lease.id === charge.leaseId && hasRoom(lease));
    const lease = own ?? books.leases.find((one) => one.planDay === planDay && hasRoom(one));
    if (lease) {
      lease.spent += price;
      day.held -= price;
      purse.held -= price;
    } else if (day.budget - day.spent - day.held < price || purse.balance - purse.held < price) {
      return 'over_budget';
    }
    day.spent += price;
    purse.balance -= price;
    known.add(charge.id);
    return 'charged';
  });
}
