import type { Columnar } from '#platform/columnar';
import {
  columnarPages,
  instant,
  type PersonRow,
  type PersonRows,
  publicId,
  said,
  shownPages,
  type TakeoutPart,
} from '#platform/takeout';

type EventRow = PersonRow<{
  readonly event: string;
  readonly event_id: string;
  readonly received_ms: number;
  readonly organization_id: string;
  readonly shop_id: string;
  readonly account_id: string;
  readonly product_id: string;
  readonly sku: string;
  readonly category: string;
  readonly content_id: string;
  readonly room_id: string;
  readonly creator_id: string;
  readonly request_id: string;
  readonly session_id: string;
  readonly carrier: string;
  readonly source: string;
  readonly account_type: string;
  readonly plan_id: string;
  readonly touch_second: number;
  readonly position: number;
  readonly watch_ms: number;
  readonly duration_ms: number;
  readonly query: string;
  readonly value: number;
  readonly currency: string;
  readonly platform: string;
  readonly city_tier: string;
  readonly experiments: readonly string[];
  readonly properties: string;
  readonly context: string;
  readonly simulated: number;
}>;

const eventRows: PersonRows = {
  table: 'events',
  columns: `event, event_id, toUnixTimestamp64Milli(received_at) AS received_ms, organization_id, shop_id, account_id,
    product_id, sku, category, content_id, room_id, creator_id, request_id, session_id, carrier, source, account_type, plan_id,
    touch_second, position, watch_ms, duration_ms, query, value, currency, platform, city_tier, experiments, properties,
    context, simulated`,
  key: `concat(toString(organization_id), event, toString(event_id), toString(person))`,
  newest: 'received_at',
};

/**
 * Everything that a shopper did and saw, under whatever organisation it is kept. Left out is what says nothing of them:
 * by which key and how late it came, and the name of the message.
 */
export const eventsOfPerson = (columnar: Columnar): TakeoutPart => ({
  name: 'events',
  carries: ['columnar.events'],
  pages: ({ persons }) => shownPages(columnarPages<EventRow>(columnar, eventRows, persons), showEvent),
});

const showEvent = (row: EventRow): object =>
  said({
    id: publicId('event', row.event_id),
    event: row.event,
    at: instant(row.at_ms),
    receivedAt: instant(row.received_ms),
    organizationId: publicId('organization', row.organization_id),
    shopId: publicId('shop', row.shop_id),
    accountId: publicId('account', row.account_id),
    productId: publicId('product', row.product_id),
    sku: row.sku,
    category: row.category,
    contentId: publicId('video', row.content_id),
    roomId: row.room_id,
    creatorId: publicId('account', row.creator_id),
    requestId: publicId('request', row.request_id),
    sessionId: row.session_id,
    carrier: row.carrier,
    source: row.source,
    accountType: row.account_type,
    planId: publicId('plan', row.plan_id),
    // The columns keep 0 where nothing was said.
    touchSecond: row.touch_second || null,
    position: row.position || null,
    watchMs: row.watch_ms || null,
    durationMs: row.duration_ms || null,
    query: row.query,
    value: row.value || null,
    currency: row.value === 0 ? null : row.currency,
    platform: row.platform,
    cityTier: row.city_tier,
    experiments: row.experiments,
    properties: showProperties(row.properties),
    context: readJson(row.context),
    simulated: row.simulated === 1 || null,
  });

/** Ids among the properties that are kept as they came from our own contexts. */
const idProperties = { order_id: 'order', checkout_id: 'checkout', coupon_id: 'coupon' } as const;

function showProperties(text: string): unknown {
  const properties = readJson(text);
  if (typeof properties !== 'object' || properties === null) return properties;
  const shown = Object.entries(idProperties).map(([name, kind]): [string, unknown] => {
    const value: unknown = Reflect.get(properties, name);
    return [name, typeof value === 'string' ? publicId(kind, value) : value];
  });
  return { ...properties, ...Object.fromEntries(shown.filter(([, value]) => value !== undefined)) };
}

const readJson = (text: string): unknown => (text === '' || text === '{}' ? null : JSON.parse(text));
