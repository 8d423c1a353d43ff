import fc from 'fast-check';
import { newId } from '#kernel/ids';

/** Facts as they lie in the columnar store, made by tests; times are epoch milliseconds. */
export type Line = {
  orderId: string;
  lineId: string;
  orderedMs: number;
  paidMs: number;
  brandId: string;
  shopId: string;
  productId: string;
  category: string;
  buyer: number;
  quantity: number;
  gmv: number;
  userPaid: number;
  carrier: string;
  planId: string;
  contentId: string;
  roomId: string;
  presale: 0 | 1;
  deleted: 0 | 1;
};
export type Refund = {
  refundId: string;
  lineId: string;
  refundedMs: number;
  line: Line | null;
  stage: string;
  amount: number;
  brandId: string;
  shopId: string;
};
export type Visit = {
  eventId: string;
  atMs: number;
  event: string;
  person: number;
  brandId: string;
  shopId: string;
  carrier: string;
  contentId: string;
  roomId: string;
  sku: string;
};
export type World = {
  lines: Line[];
  refunds: Refund[];
  visits: Visit[];
  merges: [number, number][];
};

export type Places = { brands: string[]; shops: { id: string; brandId: string }[]; products: string[] };

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const carriers = ['live', 'short_video', 'product_card', ''];
const stages = ['before_shipping', 'after_shipping', 'after_receipt', 'unknown'];
const events = ['Product Viewed', 'Live Entered', 'Content Impression', 'Product Clicked', 'Product Added'];
const rooms = ['', 'room-1', 'room-2'];
const contents = ['', 'video-1'];
export const skuOf = (productId: string) => `sku-${productId.slice(-12)}`;
const dayMs = 86_400_000;
const halfHourMs = 30 * 60_000;
/** Just inside and just outside of what content and lives are given credit for, and right at the moment itself. */
const gaps = [halfHourMs, 14 * dayMs].flatMap((edge) => [edge - 1, edge, edge + 1]).concat([-1, 0, 1, dayMs]);

/** What led to an order: a tap in content, a cart in a live, or somebody else in its room. */
const leading = fc.record({
  what: fc.constantFrom('tap', 'cart', 'room'),
  gapMs: fc.constantFrom(...gaps),
  /** By the person whom the buyer was merged with. */
  isTwin: fc.boolean(),
  /** 0 in another shop, 1 of another SKU. */
  elsewhere: fc.integer({ min: 0, max: 4 }),
});
type Leading = typeof leading extends fc.Arbitrary<infer Value> ? Value : never;

/** Small worlds around `fromMs`: histories of a year and more, shared buyers, merges, gaps and odd values. */
export function worlds(places: Places, fromMs: number, toMs: number): fc.Arbitrary<World> {
  const yearMs = 400 * 86_400_000;
  const time = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: fromMs - 3_600_000, max: toMs + 3_600_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: fromMs - yearMs, max: toMs }) },
    { weight: 1, arbitrary: fc.constantFrom(fromMs, fromMs - 1, toMs, toMs - 1) },
  );
  const order = fc.record({
    paidMs: time,
    shop: fc.nat(),
    buyer: fc.integer({ min: 0, max: 8 }),
    carrier: fc.nat(),
    plan: fc.boolean(),
    content: fc.nat(),
    room: fc.nat(),
    unpaidMs: fc.constantFrom(0, 0, 60_000, 3 * dayMs),
    led: fc.array(leading, { maxLength: 3 }),
    presale: fc.integer({ min: 0, max: 5 }),
    lines: fc.array(
      fc.record({
        product: fc.nat(),
        quantity: fc.integer({ min: 1, max: 5 }),
        gmv: fc.integer({ min: 0, max: 100_000 }),
        paid: fc.integer({ min: 0, max: 100 }),
        deleted: fc.integer({ min: 0, max: 7 }),
        refund: fc.option(
          fc.record({
            afterMs: fc.constantFrom(0, 60_000, 3_600_000, 3_600_001, 90_000_000, 20 * 86_400_000),
            share: fc.integer({ min: 1, max: 100 }),
            stage: fc.nat(),
          }),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const loose = fc.record({ at: time, shop: fc.nat(), amount: fc.integer({ min: 1, max: 9999 }) });
  const visit = fc.record({
    at: time,
    shop: fc.nat(),
    event: fc.nat(),
    person: fc.integer({ min: 0, max: 10 }),
    carrier: fc.nat(),
    content: fc.nat(),
    room: fc.nat(),
    product: fc.nat(),
  });
  return fc
    .record({
      orders: fc.array(order, { maxLength: 25 }),
      loose: fc.array(loose, { maxLength: 3 }),
      visits: fc.array(visit, { maxLength: 30 }),
      merge: fc.boolean(),
    })
    .map(({ orders, loose: untied, visits, merge }) => {
      // Long before, so that a world's facts always cover the range: what they do not cover is tested apart.
      const lines: Line[] = [
        { ...ancientLine(places), paidMs: fromMs - 450 * dayMs, orderedMs: fromMs - 450 * dayMs },
      ];
      const refunds: Refund[] = [];
      const before: Visit[] = [];
      for (const { lines: parts, led, ...one } of orders) {
        const shop = pick(places.shops, one.shop);
        const orderId = newId('order');
        for (const part of parts) {
          const line: Line = {
            orderId,
            lineId: newId('orderLine'),
            orderedMs: one.paidMs - one.unpaidMs,
            paidMs: one.paidMs,
            brandId: shop.brandId,
            shopId: shop.id,
            productId: pick(places.products, part.product),
            category: pick(['tea', 'cups', ''], part.product),
            buyer: one.buyer,
            quantity: part.quantity,
            gmv: part.gmv,
            userPaid: Math.floor((part.gmv * part.paid) / 100),
            carrier: pick(carriers, one.carrier),
            planId: one.plan ? 'plan-1' : '',
            contentId: pick(contents, one.content),
            roomId: pick(rooms, one.room),
            presale: one.presale === 0 ? 1 : 0,
            deleted: part.deleted === 0 ? 1 : 0,
          };
          lines.push(line);
          if (part.refund && line.deleted === 0) {
            refunds.push({
              refundId: newId('refund'),
              lineId: newId('refundLine'),
              refundedMs: line.paidMs + part.refund.afterMs,
              line,
              stage: pick(stages, part.refund.stage),
              amount: Math.floor((line.gmv * part.refund.share) / 100),
              brandId: shop.brandId,
              shopId: shop.id,
            });
          }
        }
        const last = lines.at(-1);
        if (last) before.push(...led.map((one) => ledVisit(last, one)));
      }
      for (const { at, shop: n, amount } of untied) {
        const shop = pick(places.shops, n);
        refunds.push({
          refundId: newId('refund'),
          lineId: newId('refundLine'),
          refundedMs: at,
          line: null,
          stage: 'unknown',
          amount,
          brandId: shop.brandId,
          shopId: shop.id,
        });
      }
      return {
        lines,
        refunds,
        visits: [
          ...before,
          ...[{ ...ancientVisit, at: fromMs - 450 * dayMs }, ...visits].map(
            ({ at, shop: n, event, person, carrier, content, room, product }): Visit => {
              const shop = pick(places.shops, n);
              return {
                eventId: newId('event'),
                atMs: at,
                event: pick(events, event),
                person,
                brandId: shop.brandId,
                shopId: shop.id,
                carrier: pick(carriers, carrier),
                contentId: pick(contents, content),
                roomId: pick(rooms, room),
                sku: skuOf(pick(places.products, product)),
              };
            },
          ),
        ],
        merges: merge ? [[1, 2]] : [],
      };
    });
}

function ledVisit(line: Line, { what, gapMs, isTwin, elsewhere }: Leading): Visit {
  const twins: Readonly<Record<number, number>> = { 1: 2, 2: 1 };
  return {
    eventId: newId('event'),
    atMs: (what === 'tap' ? line.paidMs : line.orderedMs) - gapMs,
    event: what === 'tap' ? 'Product Clicked' : what === 'cart' ? 'Product Added' : 'Live Entered',
    person: what === 'room' ? 10 : isTwin ? (twins[line.buyer] ?? line.buyer) : line.buyer,
    brandId: line.brandId,
    shopId: elsewhere === 0 ? newId('shop') : line.shopId,
    carrier: line.carrier,
    contentId: what === 'tap' ? 'video-1' : '',
    roomId: what === 'tap' ? '' : what === 'cart' ? 'room-1' : line.roomId,
    sku: elsewhere === 1 ? 'sku-other' : skuOf(line.productId),
  };
}

/** A live long ago. */
const ancientVisit = { shop: 0, event: 1, person: 9, carrier: 0, content: 0, room: 1, product: 0 };

function ancientLine(places: Places): Omit<Line, 'paidMs' | 'orderedMs'> {
  const shop = pick(places.shops, 0);
  return {
    orderId: newId('order'),
    lineId: newId('orderLine'),
    brandId: shop.brandId,
    shopId: shop.id,
    productId: pick(places.products, 0),
    category: 'tea',
    buyer: 9,
    quantity: 1,
    gmv: 100,
    userPaid: 100,
    carrier: '',
    planId: '',
    contentId: '',
    roomId: '',
    presale: 0,
    deleted: 0,
  };
}

const stamp = (ms: number) => new Date(ms).toISOString();
const dayIn = (ms: number, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(ms);

const none = '00000000-0000-0000-0000-000000000000';

/** Rows for the columnar store, every one of them twice: a repeated delivery must count once. */
export function rowsOf(world: World, organizationId: string, zone: string, currency = 'CNY') {
  const base = { organization_id: organizationId, currency, account_id: none, simulated: 0 };
  const lineOf = (line: Line, version: number, deleted: number) => ({
    ...base,
    paid_day: dayIn(line.paidMs, zone),
    order_id: line.orderId,
    line_id: line.lineId,
    version,
    deleted,
    paid_at: stamp(line.paidMs),
    ordered_at: stamp(line.orderedMs),
    brand_id: line.brandId,
    shop_id: line.shopId,
    buyer: line.buyer,
    product_id: line.productId,
    sku: skuOf(line.productId),
    category: line.category,
    quantity: line.quantity,
    gmv: line.gmv,
    user_paid: line.userPaid,
    carrier: line.carrier,
    plan_id: line.planId,
    content_id: line.contentId,
    room_id: line.roomId,
    presale: line.presale,
    origin: 'import',
  });
  return {
    order_lines: [
      // An older state with another amount, which the later one replaces.
      ...world.lines.map((line) => ({ ...lineOf(line, 1, 0), gmv: line.gmv + 7 })),
      ...world.lines.map((line) => lineOf(line, 2, line.deleted)),
    ],
    refund_lines: world.refunds.flatMap((refund) => {
      const row = {
        ...base,
        refunded_day: dayIn(refund.refundedMs, zone),
        refund_id: refund.refundId,
        refund_line_id: refund.lineId,
        version: 1,
        refunded_at: stamp(refund.refundedMs),
        paid_at: refund.line ? stamp(refund.line.paidMs) : null,
        order_id: refund.line?.orderId ?? none,
        line_id: refund.line?.lineId ?? none,
        stage: refund.stage,
        brand_id: refund.brandId,
        shop_id: refund.shopId,
        buyer: refund.line?.buyer ?? 0,
        product_id: refund.line?.productId ?? none,
        sku: '',
        category: refund.line?.category ?? '',
        quantity: 1,
        amount: refund.amount,
        carrier: refund.line?.carrier ?? '',
        plan_id: refund.line?.planId ?? '',
        presale: refund.line?.presale ?? 0,
        origin: 'import',
      };
      return [row, row];
    }),
    events: world.visits.flatMap((visit) => {
      const row = {
        organization_id: organizationId,
        day: stamp(visit.atMs).slice(0, 10),
        event: visit.event,
        person: visit.person,
        event_id: visit.eventId,
        message_id: visit.eventId,
        at: stamp(visit.atMs),
        received_at: stamp(visit.atMs),
        brand_id: visit.brandId,
        shop_id: visit.shopId,
        carrier: visit.carrier,
        content_id: visit.contentId,
        room_id: visit.roomId,
        sku: visit.sku,
      };
      return [row, row];
    }),
  };
}
