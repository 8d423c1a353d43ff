import { Temporal } from 'temporal-polyfill';
import { type Line, type Refund, skuOf, type Visit, type World } from './world-fixture.ts';

/** One bucket as the test sees it; computed with Temporal, not with the code under test. */
export type Span = { fromMs: number; toMs: number };
type Value = number | null;

/** The metrics by plain arithmetic over lists: nothing is shared with the compiler but the definitions' words. */
export function bruteForce(
  world: World,
  span: Span,
  zone: string,
  keep: { shop?: string | undefined; carrier?: string | undefined } = {},
): Record<string, Value> {
  const merged = new Map(world.merges);
  const who = (person: number) => merged.get(person) ?? person;
  const inside = (ms: number, { fromMs, toMs }: Span = span) => ms >= fromMs && ms < toMs;
  const kept = (fact: { shopId: string; carrier?: string }) =>
    (keep.shop === undefined || fact.shopId === keep.shop) &&
    (keep.carrier === undefined || (fact.carrier ?? '') === keep.carrier);
  const all = world.lines.filter((line) => line.deleted === 0);
  const mine = all.filter(kept);
  const paid = mine.filter((line) => inside(line.paidMs));
  const sold = paid.filter((line) => line.presale === 0);
  const presold = paid.filter((line) => line.presale === 1);
  const refunds = world.refunds.filter(
    (refund) =>
      kept({ shopId: refund.shopId, carrier: refund.line?.carrier ?? '' }) && refund.line?.presale !== 1,
  );
  const cohort = refunds.filter((refund) => refund.line && inside(refund.line.paidMs));
  const made = refunds.filter((refund) => inside(refund.refundedMs));
  const sum = <T>(list: readonly T[], of: (one: T) => number) =>
    list.reduce((total, one) => total + of(one), 0);
  const distinct = (list: readonly (string | number)[]) => new Set(list).size;
  const people = (list: readonly Line[]) =>
    new Set(list.map((line) => who(line.buyer)).filter((person) => person !== 0));
  const ratio = (a: number, b: number): Value => (b === 0 ? null : a / b);
  const amount = (list: readonly Refund[]) => sum(list, (refund) => refund.amount);

  const gmv = sum(sold, (line) => line.gmv);
  const items = sum(sold, (line) => line.quantity);
  const buyers = people(sold).size;
  const paidOrders = distinct(sold.map((line) => line.orderId));
  const visits = world.visits.filter((visit) => kept(visit) && inside(visit.atMs));
  const uv = new Set(
    visits
      .filter((visit) => visit.event !== 'Content Impression')
      .map((visit) => who(visit.person))
      .filter((person) => person !== 0),
  ).size;
  const dayMs = 86_400_000;
  /** Whether something of the whole world happened at most `forMs` before a moment, or in it. */
  const shortlyBefore = (ms: number, forMs: number, is: (visit: Visit) => boolean) =>
    world.visits.some((visit) => visit.atMs <= ms && visit.atMs > ms - forMs && is(visit));
  const isBy = (line: Line, visit: Visit) =>
    line.buyer !== 0 && who(visit.person) === who(line.buyer) && visit.shopId === line.shopId;
  const ledByContent = (line: Line) =>
    shortlyBefore(
      line.paidMs,
      14 * dayMs,
      (visit) =>
        visit.event === 'Product Clicked' &&
        (visit.contentId !== '' || visit.roomId !== '') &&
        isBy(line, visit),
    );
  const ofLive = (line: Line) =>
    shortlyBefore(
      line.orderedMs,
      30 * 60_000,
      (visit) => /^Live /.test(visit.event) && line.roomId !== '' && visit.roomId === line.roomId,
    ) ||
    shortlyBefore(
      line.orderedMs,
      14 * dayMs,
      (visit) =>
        visit.event === 'Product Added' &&
        visit.roomId !== '' &&
        visit.sku === skuOf(line.productId) &&
        isBy(line, visit),
    );
  const refundAmount = amount(cohort);
  const oneHour = amount(cohort.filter((one) => one.line && one.refundedMs - one.line.paidMs <= 3_600_000));
  const ordersRefunded = distinct(cohort.map((one) => one.line?.orderId ?? ''));
  const madeOrders = distinct(made.map((one) => one.line?.orderId ?? one.refundId));
  const before = (ms: number, days: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).subtract({ days }).epochMilliseconds;

  const window = (days: number) => {
    const span30 = { fromMs: before(span.toMs, days), toMs: span.toMs };
    const orders = new Map<number, Set<string>>();
    for (const line of mine.filter((one) => inside(one.paidMs, span30) && one.buyer !== 0)) {
      const person = who(line.buyer);
      orders.set(person, (orders.get(person) ?? new Set()).add(line.orderId));
    }
    const repeated = [...orders.values()].filter((of) => of.size >= 2).length;
    return { repeated, all: orders.size };
  };
  const w30 = window(30);
  const w90 = window(90);
  const year = { fromMs: before(span.fromMs, 365), toMs: span.fromMs };
  const earlier = people(mine.filter((line) => inside(line.paidMs, year)));
  const returning = [...people(paid)].filter((person) => earlier.has(person)).length;

  const newIn = (of: (line: Line) => string) => {
    const first = new Map<string, number>();
    const keyOf = (line: Line) => `${of(line)} ${who(line.buyer)}`;
    for (const line of all)
      first.set(keyOf(line), Math.min(first.get(keyOf(line)) ?? Number.POSITIVE_INFINITY, line.paidMs));
    return people(paid.filter((line) => of(line) !== '' && first.get(keyOf(line)) === line.paidMs)).size;
  };

  return {
    gmv,
    user_paid: sum(sold, (line) => line.userPaid),
    attributed_gmv: sum(sold.filter(ledByContent), (line) => line.gmv),
    direct_gmv: sum(
      sold.filter((line) => line.carrier === 'live' || line.carrier === 'short_video'),
      (line) => line.gmv,
    ),
    live_gmv: sum(sold.filter(ofLive), (line) => line.gmv),
    presale_gmv: sum(presold, (line) => line.gmv),
    presale_orders: distinct(presold.map((line) => line.orderId)),
    items,
    paid_orders: paidOrders,
    buyers,
    aov_per_buyer: ratio(gmv, buyers),
    price_per_item: ratio(gmv, items),
    uv,
    events_count: visits.length,
    uv_value: ratio(gmv, uv),
    cvr: ratio(buyers, uv),
    refund_amount: refundAmount,
    refund_amount_1h: oneHour,
    refund_before_shipping: amount(cohort.filter((one) => one.stage === 'before_shipping')),
    refund_after_shipping: amount(
      cohort.filter((one) => one.stage === 'after_shipping' || one.stage === 'after_receipt'),
    ),
    refund_stage_unknown: amount(cohort.filter((one) => one.stage === 'unknown')),
    net_gmv_1h: gmv - oneHour,
    gmv_after_refund: gmv - refundAmount,
    orders_refunded: ordersRefunded,
    refund_rate_orders: ratio(ordersRefunded, paidOrders),
    refund_rate_amount: ratio(refundAmount, gmv),
    refund_amount_by_refund_date: amount(made),
    orders_refunded_by_refund_date: madeOrders,
    refund_rate_orders_by_refund_date: ratio(madeOrders, paidOrders),
    refund_rate_amount_by_refund_date: ratio(amount(made), gmv),
    repeat_buyers_30d: w30.repeated,
    window_buyers_30d: w30.all,
    repeat_rate_30d: ratio(w30.repeated, w30.all),
    repeat_buyers_90d: w90.repeated,
    window_buyers_90d: w90.all,
    repeat_rate_90d: ratio(w90.repeated, w90.all),
    returning_buyers: returning,
    new_in_shop: newIn((line) => line.shopId),
    new_in_brand: newIn((line) => line.brandId),
    new_in_category: newIn((line) => line.category),
  };
}
