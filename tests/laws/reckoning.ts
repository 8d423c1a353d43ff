import { setTimeout as pause } from 'node:timers/promises';
import type { AdAccountView, AdEntryView } from '#ads/contract';
import { parseId } from '#kernel/ids';
import type { MetricAnswer } from '#metrics/contract';
import type { CouponView } from '#shop/contract';
import type { TestProduct } from '../api/product-fixture.ts';
import { attributeByHand, type OfPlan } from './attribute-by-hand.ts';
import { couponSumsOf, type DayNotes, sumsOf } from './day-notes.ts';
import { keptByProvider, readAds, readCoupon, readPaidAt, readStall } from './day-records.ts';
import type { Market, Stall } from './market-day.ts';

/** One number three times: by the shoppers' notes, by plain SQL, by the platform's own answer. Null: does not say. */
export type Reckoned = {
  readonly of: string;
  readonly what: string;
  readonly notes: number | null;
  readonly records: number | null;
  readonly platform: number | null;
};

/** What comes by itself (late callbacks, returns, facts) has come within this, or will not. */
const patienceMs = 60_000;

const dayMs = 86_400_000;
const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

/** The day's numbers from three sides; asked again until they agree, or for as long as it may take. */
export async function reckon(product: TestProduct, market: Market, notes: DayNotes): Promise<Reckoned[]> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const rows = await reckonOnce(product, market, notes);
    if (rows.every(agrees) || performance.now() > endMs) return rows;
    await pause(500);
  }
}

export function agrees({ notes, records, platform }: Reckoned): boolean {
  return new Set([notes, records, platform].filter((value) => value !== null)).size === 1;
}

async function reckonOnce(product: TestProduct, market: Market, notes: DayNotes): Promise<Reckoned[]> {
  const rows: Reckoned[] = [];
  let due = 0;
  for (const [place, stall] of market.stalls.entries()) {
    const own = await reckonStall(product, stall, place, notes);
    rows.push(...own);
    const sums = sumsOf(notes, place);
    due += sums.gmv_after_refund;
  }
  const kept = await keptByProvider(product.world.records);
  rows.push({
    of: 'Market',
    what: 'kept by the payment provider',
    notes: due,
    records: kept,
    platform: null,
  });
  return rows;
}

async function reckonStall(
  product: TestProduct,
  stall: Stall,
  place: number,
  notes: DayNotes,
): Promise<Reckoned[]> {
  const { records } = product.world;
  const of = place === 0 ? 'First' : 'Second';
  const written = await readStall(records, stall);
  const paidAt = await readPaidAt(
    records,
    notes.orders.filter((order) => order.stall === place).map(({ orderId }) => orderId),
  );
  const plans = attributeByHand(notes, place, await readAds(records, stall), paidAt);
  const told = { ...sumsOf(notes, place), ...adSums([...plans.values()]) };
  const [whole] = (await ask(stall, [...wholeMetrics], [])).rows;
  const rows = wholeMetrics.map(
    (what): Reckoned => ({
      of,
      what,
      notes: numberIn(told, what),
      records: numberIn(written, what),
      platform: whole?.values[what] ?? null,
    }),
  );
  return [
    ...rows,
    ...(await reckonCoupons(product, stall, of, notes)),
    ...(await reckonPlans(stall, of, plans)),
    ...(await reckonPurse(stall, of, written.ad_cost)),
  ];
}

const wholeMetrics = [
  ...['gmv', 'user_paid', 'items', 'paid_orders', 'buyers', 'refund_amount', 'refund_before_shipping'],
  ...['refund_after_shipping', 'orders_refunded', 'gmv_after_refund', 'content_impressions'],
  ...['product_impressions', 'product_clicks', 'ad_impressions', 'ad_clicks', 'ad_cost', 'ad_attributed_gmv'],
  'pay_roi',
] as const;

const numberIn = (values: Readonly<Record<string, number | null>>, what: string): number | null =>
  values[what] === undefined || values[what] === null ? null : Number(values[what]);

function adSums(plans: readonly OfPlan[]) {
  const sum = (valueIn: (plan: OfPlan) => number) => plans.reduce((total, plan) => total + valueIn(plan), 0);
  const cost = sum((plan) => plan.cost);
  const gmv = sum((plan) => plan.gmv);
  return {
    ad_impressions: sum((plan) => plan.views),
    ad_clicks: sum((plan) => plan.clicks),
    ad_cost: cost,
    ad_attributed_gmv: gmv,
    pay_roi: cost === 0 ? null : gmv / cost,
  };
}

/** The report of the plans page, plan by plan; what no plan did is not in it. */
async function reckonPlans(
  stall: Stall,
  of: string,
  byHand: ReadonlyMap<string, OfPlan>,
): Promise<Reckoned[]> {
  const metrics = ['ad_impressions', 'ad_clicks', 'ad_cost', 'ad_attributed_gmv', 'pay_roi'] as const;
  const report = await ask(stall, metrics, ['plan']);
  const rawOf = (shown: string | null | undefined) => parseId('plan', shown ?? '') ?? shown;
  return stall.plans.flatMap((plan) => {
    const id = parseId('plan', plan.id) ?? '';
    const own = byHand.get(id);
    const shown = report.rows.find(({ dimensions }) => rawOf(dimensions.plan) === id);
    if (!own && !shown) return [];
    const sums = adSums(own ? [own] : []);
    return metrics.map((what): Reckoned => {
      const platform = shown?.values[what] ?? null;
      // A plan without cost has no return, which both sides leave out.
      return { of: `${of}, ${plan.name}`, what, notes: sums[what], records: null, platform };
    });
  });
}

const couponFigures = ['claimed', 'held', 'used', 'expired', 'orders', 'discount', 'paid'] as const;

/** The report of the coupons page, coupon by coupon. */
async function reckonCoupons(
  product: TestProduct,
  stall: Stall,
  of: string,
  notes: DayNotes,
): Promise<Reckoned[]> {
  const rows: Reckoned[] = [];
  for (const { id, name } of stall.coupons) {
    const shown = await stall.api.get<CouponView>(`/api/coupons/${id}`);
    const written = await readCoupon(product.world.records, id);
    const told = couponSumsOf(notes, id);
    for (const what of couponFigures) {
      // What unpaid orders hold is free again after a quarter of an hour, which no shopper notes.
      const noted = numberIn(told, what);
      rows.push({
        of: `${of}, ${name}`,
        what,
        notes: noted,
        records: Number(written[what]),
        platform: shown[what],
      });
    }
  }
  return rows;
}

/** The purse as the console shows it, and the entries that moved it. */
async function reckonPurse(stall: Stall, of: string, spent: number): Promise<Reckoned[]> {
  const { items } = await stall.api.get<{ items: AdAccountView[] }>('/api/ads/accounts');
  const purse = items.find(({ shopId }) => shopId === stall.shopId);
  const entries: AdEntryView[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: AdEntryView[]; nextCursor: string | null } = await stall.api.get(
      `/api/ads/accounts/${purse?.id}/entries?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    entries.push(...page.items);
    cursor = page.nextCursor;
  }
  const sum = (kind: AdEntryView['kind']) =>
    entries.filter((entry) => entry.kind === kind).reduce((total, { amount }) => total + amount, 0);
  return [
    {
      of,
      what: 'charged by the purse’s entries',
      notes: null,
      records: Number(spent),
      platform: -sum('charge'),
    },
    {
      of,
      what: 'left in the purse',
      notes: stall.purse - Number(spent),
      records: sum('top_up') + sum('charge'),
      platform: purse?.balance ?? null,
    },
  ];
}

async function ask(
  { api }: Stall,
  metrics: readonly string[],
  dimensions: readonly string[],
): Promise<MetricAnswer> {
  const nowMs = Date.now();
  return api.post('/api/metrics/query', {
    metrics,
    dimensions,
    range: { from: dayOf(nowMs - dayMs), to: dayOf(nowMs + dayMs) },
    grain: 'all',
  });
}
