import type { Columnar } from '#platform/columnar';

export type Filling = {
  readonly organizationId: string;
  readonly brandId: string;
  readonly shopIds: readonly string[];
  readonly productIds: readonly string[];
  readonly events: number;
  /** First day of the first of twelve months. */
  readonly firstMonth: string;
};

export const months = 12;
/** One statement makes no more events than a busy machine inserts well within the patience of the client. */
const stepRows = 2_000_000;

/** A year of events, orders and refunds, made inside the store: hashes stand for chance, so a run repeats. */
export async function fillFacts(
  columnar: Columnar,
  filling: Filling,
  tell: (line: string) => void,
): Promise<void> {
  const perMonth = Math.ceil(filling.events / months);
  for (let month = 0; month < months; month++) {
    const start = month * perMonth;
    for (let from = start; from < start + perMonth; from += stepRows) {
      const step = Math.min(stepRows, start + perMonth - from);
      await columnar.command(eventsSql(filling), {
        month,
        start,
        rows: perMonth,
        from,
        step,
        ...params(filling),
      });
    }
    tell(`${((month + 1) * perMonth).toLocaleString('en-US')} events`);
    const lines = Math.ceil(perMonth / 50);
    await columnar.command(linesSql, part(month, lines, filling));
    const refunds = Math.ceil(lines / 12);
    await columnar.command(refundsSql, part(month, refunds, filling));
  }
  // A few people were merged, so reading goes through the dictionary as it does in life.
  await columnar.command(
    `INSERT INTO ${columnar.database}.person_merges SELECT 1 + number * 97 AS person, 2 + number * 97 AS canonical, 1 FROM numbers(10000)`,
  );
  await columnar.command(`SYSTEM RELOAD DICTIONARY ${columnar.database}.person_canonical`);
}

/** A month's rows of a smaller table, in one statement. */
function part(month: number, rows: number, filling: Filling) {
  const start = month * rows;
  return { month, start, rows, from: start, step: rows, ...params(filling) };
}

function params({ organizationId, brandId, shopIds, productIds, firstMonth }: Filling) {
  return { org: organizationId, brand: brandId, shops: shopIds, products: productIds, first: firstMonth };
}

/** Rows come in the order of the sort key's day, evenly over the month. */
const at = `addMonths(toDateTime64({first:String}, 3, 'UTC'), {month:UInt8}) + toIntervalMillisecond(toInt64((number - {start:UInt64}) * 2419200000 / {rows:UInt64}))`;
const shop = '({shops:Array(UUID)})[1 + cityHash64(number, 1) % length({shops:Array(UUID)})]';
const carrier = `['live', 'short_video', 'product_card'][1 + cityHash64(number, 2) % 3]`;
const source = `['feed', 'search', 'mall', 'shop', 'follow'][1 + cityHash64(number, 3) % 5]`;
const type = `['self', 'partner', 'none'][1 + cityHash64(number, 4) % 3]`;
const plan = `if(cityHash64(number, 5) % 4 = 0, concat('plan-', toString(cityHash64(number, 6) % 50)), '')`;

function eventsSql({ events }: Filling): string {
  const people = Math.max(1000, Math.floor(events / 25));
  return `INSERT INTO events (organization_id, day, event, person, event_id, message_id, at, received_at, brand_id, shop_id,
    sku, category, carrier, source, account_type, plan_id, content_id)
  SELECT {org:UUID}, toDate(t), ['Product Viewed', 'Live Entered', 'Content Played', 'Product Clicked', 'Product Impression', 'Content Impression', 'Products Searched', 'Product Added'][1 + cityHash64(number, 7) % 8],
    1 + cityHash64(number, 8) % ${people}, reinterpretAsUUID(unhex(leftPad(hex(number), 32, '0'))), toString(number), ${at} AS t, t, {brand:UUID}, ${shop},
    concat('sku-', toString(cityHash64(number, 9) % 500)), 'tea', ${carrier}, ${source}, ${type}, ${plan}, concat('content-', toString(cityHash64(number, 10) % 2000))
  FROM numbers_mt({from:UInt64}, {step:UInt64})
  SETTINGS max_insert_threads = 2`;
}

const linesSql = `INSERT INTO order_lines (organization_id, paid_day, order_id, line_id, version, paid_at, ordered_at, brand_id, shop_id,
    buyer, product_id, sku, category, quantity, currency, gmv, user_paid, carrier, source, account_type, plan_id, origin)
  SELECT {org:UUID}, toDate(t), reinterpretAsUUID(unhex(leftPad(hex(intDiv(number, 2)), 32, '0'))), reinterpretAsUUID(unhex(leftPad(hex(number), 32, '0'))), 1, ${at} AS t, t,
    {brand:UUID}, ${shop}, 1 + cityHash64(intDiv(number, 2), 8) % 400000, ({products:Array(UUID)})[1 + cityHash64(number, 12) % length({products:Array(UUID)})],
    'sku', 'tea', 1 + cityHash64(number, 13) % 3, 'CNY', 1000 + cityHash64(number, 14) % 50000 AS g, g - g % 97, ${carrier}, ${source}, ${type}, ${plan}, 'import'
  FROM numbers_mt({from:UInt64}, {step:UInt64})
  SETTINGS max_insert_threads = 2`;

const refundsSql = `INSERT INTO refund_lines (organization_id, refunded_day, refund_id, refund_line_id, version, refunded_at, paid_at, order_id, line_id, stage,
    brand_id, shop_id, buyer, product_id, sku, category, quantity, currency, amount, carrier, source, account_type, plan_id, origin)
  SELECT {org:UUID}, toDate(t), reinterpretAsUUID(unhex(leftPad(hex(number), 32, '1'))), reinterpretAsUUID(unhex(leftPad(hex(number), 32, '2'))), 1, ${at} AS t, t - INTERVAL 2 DAY,
    reinterpretAsUUID(unhex(leftPad(hex(number * 6), 32, '0'))), reinterpretAsUUID(unhex(leftPad(hex(number * 12), 32, '0'))),
    ['before_shipping', 'after_shipping'][1 + number % 2], {brand:UUID}, ${shop}, 1 + cityHash64(number, 8) % 400000,
    ({products:Array(UUID)})[1 + cityHash64(number, 12) % length({products:Array(UUID)})], 'sku', 'tea', 1, 'CNY', 1000 + cityHash64(number, 14) % 20000, ${carrier}, ${source}, ${type}, ${plan}, 'import'
  FROM numbers_mt({from:UInt64}, {step:UInt64})
  SETTINGS max_insert_threads = 2`;
