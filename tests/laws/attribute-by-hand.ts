import { parseId } from '#kernel/ids';
import type { AdNote, DayNotes } from './day-notes.ts';
import type { AdRecord } from './day-records.ts';

const dayMicros = 86_400_000_000;

export type OfPlan = {
  readonly cost: number;
  readonly clicks: number;
  readonly views: number;
  readonly gmv: number;
};

/**
 * What each plan of a stall cost and brought, by plain looking: an order belongs to the last ad click of its person
 * in the shop within seven days before it was paid, else to the last view within one. Who clicked is what the
 * shoppers wrote down; when, and for how much, is what the records hold.
 */
export function attributeByHand(
  notes: DayNotes,
  stall: number,
  ads: { readonly clicks: readonly AdRecord[]; readonly views: readonly AdRecord[] },
  paidAt: ReadonlyMap<string, number>,
): ReadonlyMap<string, OfPlan> {
  const clicks = withShoppers(
    ads.clicks,
    notes.ads.filter(({ kind }) => kind === 'click'),
  );
  const views = withShoppers(
    ads.views,
    notes.ads.filter(({ kind }) => kind === 'impression'),
  );
  const plans = new Map<string, OfPlan>();
  const add = (planId: string, more: Partial<OfPlan>) => {
    const { cost, clicks, views, gmv } = plans.get(planId) ?? { cost: 0, clicks: 0, views: 0, gmv: 0 };
    plans.set(planId, {
      cost: cost + (more.cost ?? 0),
      clicks: clicks + (more.clicks ?? 0),
      views: views + (more.views ?? 0),
      gmv: gmv + (more.gmv ?? 0),
    });
  };
  for (const { planId, price } of clicks) add(planId, { cost: Number(price), clicks: 1 });
  for (const { planId } of views) add(planId, { views: 1 });
  for (const order of notes.orders) {
    const at = paidAt.get(order.orderId);
    if (order.stall !== stall || at === undefined) continue;
    const last = (touches: readonly Touch[], days: number) =>
      touches
        .filter(
          (touch) => touch.shopper === order.shopper && touch.at <= at && touch.at > at - days * dayMicros,
        )
        .sort((one, other) => other.at - one.at)[0];
    const touch = last(clicks, 7) ?? last(views, 1);
    if (touch) add(touch.planId, { gmv: order.amount });
  }
  return plans;
}

type Touch = AdRecord & { readonly shopper: string };

/** Everything that was billed or counted must be in somebody's notes. */
function withShoppers(records: readonly AdRecord[], notes: readonly AdNote[]): Touch[] {
  const shopperOf = new Map(
    notes.map((note) => [
      `${parseId('plan', note.planId)} ${parseId('request', note.requestId)}`,
      note.shopper,
    ]),
  );
  return records.map((record) => {
    const shopper = shopperOf.get(`${record.planId} ${record.requestId}`);
    if (shopper === undefined) throw new Error(`Nobody clicked or saw plan ${record.planId}.`);
    return { ...record, at: Number(record.at), shopper };
  });
}
