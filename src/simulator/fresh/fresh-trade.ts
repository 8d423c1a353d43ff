import { toDecimal } from '#kernel/money';
import type { Scene, WorldEvent, WorldOrder } from '../world/scene.ts';
import { touchSecond } from '../world/scene.ts';
import { liveThrough, openWorld, smallSize } from '../world/world.ts';

type Message = Readonly<Record<string, unknown>>;

/** Visits that led to an order lie this far apart at most, and the last is paid now. */
const spreadMs = 2_000;

/**
 * A few visits that end with an order, as if they had just happened: taken from another day of a small world and
 * moved to the present. In Segment's words, for a server's write key.
 */
export function freshTrade(seed: string, count: number, nowMs: number): Message[] {
  const visits = [...liveThrough(openWorld(seed, nowMs, smallSize))].flatMap((day) => {
    const eventsOf = new Map(day.visits.map((visit) => [visit.scene, visit.events]));
    return day.orders
      .filter((order) => order.paidAtMs !== null)
      .map((order) => ({ order, events: eventsOf.get(order.scene) ?? [] }));
  });
  return visits.slice(-count).flatMap(({ order, events }, index) => {
    const later = nowMs - (count - 1 - index) * spreadMs - (order.paidAtMs ?? 0);
    const id = `fresh-${seed}-${index}`;
    return [
      ...events.map((event, number) => seen(event, order.scene, later, `${id}-${number}`)),
      bought(order, later, id),
    ];
  });
}

function seen(event: WorldEvent, scene: Scene, laterMs: number, id: string): Message {
  const { product, position, watchMs, durationMs, query } = event;
  const own = {
    product_id: product?.id,
    sku: product?.sku,
    category: product?.category,
    position,
    watch_ms: watchMs,
    duration_ms: durationMs,
    query,
  };
  return message(event.name, event.atMs, scene, laterMs, id, {
    ...said(own),
    ...touch(scene, event.atMs),
  });
}

function bought(order: WorldOrder, laterMs: number, id: string): Message {
  const products = order.lines.map(({ product, quantity, userPaidFen }) => ({
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    category: product.category,
    quantity,
    price: toDecimal(Math.round(userPaidFen / quantity), 'CNY'),
  }));
  const properties = {
    order_id: id,
    currency: 'CNY',
    products,
    ...touch(order.scene, order.orderedAtMs),
  };
  return message('Order Completed', order.paidAtMs ?? 0, order.scene, laterMs, `${id}-paid`, properties);
}

function message(
  event: string,
  atMs: number,
  scene: Scene,
  laterMs: number,
  messageId: string,
  properties: object,
): Message {
  const who = scene.signedIn ? { userId: scene.visitor } : { anonymousId: scene.visitor };
  return {
    type: 'track',
    event,
    messageId,
    timestamp: new Date(atMs + laterMs).toISOString(),
    ...who,
    properties,
  };
}

function touch(scene: Scene, atMs: number): object {
  const { carrier, source, accountType } = scene.channel;
  return {
    shop_id: scene.shop,
    carrier,
    source,
    account_type: accountType,
    request_id: scene.requestId,
    ...said({
      account_id: scene.account,
      creator_id: scene.creator,
      content_id: scene.contentId,
      room_id: scene.roomId,
      plan_id: scene.planId,
      touch_second: touchSecond(scene, atMs),
    }),
  };
}

/** Only what there is to say. */
function said(properties: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== null && value !== undefined),
  );
}
