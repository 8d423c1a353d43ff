import { type Scene, touchSecond, type WorldEvent } from '../world/scene.ts';
import type { DemoShopper } from '../world/shoppers.ts';
import type { DayOfTrade } from '../world/trade.ts';

/** Text is handed on in pieces of about this size, before joining it gets dear. */
const pieceLength = 64 * 1024;

/**
 * A day's events as JSON lines in Segment's form, visit by visit. The text is put together by hand because a
 * million events pass through here, and what the events of one visit share is written once.
 */
export function* eventFilePieces({ day, visits }: DayOfTrade): Generator<Buffer> {
  const prefix = `demo-${day.date.replaceAll('-', '')}`;
  let text = '';
  let number = 0;
  for (const { scene, events } of visits) {
    const common = commonPart(scene);
    for (const event of events)
      text += `{"messageId":"${prefix}-${number++}",${ownPart(event, scene)}${common}`;
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Whoever signed in said who they are, once, when the world begins. */
export function identifyLines(shoppers: readonly DemoShopper[], startMs: number): Buffer {
  const timestamp = new Date(startMs).toISOString();
  const lines = shoppers.map(({ id, birthYear, gender, cityTier, consumption }) =>
    JSON.stringify({
      messageId: `demo-identify-${id}`,
      type: 'identify',
      timestamp,
      userId: id,
      traits: { birth_year: birthYear, gender, city_tier: cityTier, consumption_level: consumption },
    }),
  );
  return Buffer.from(`${lines.join('\n')}\n`);
}

function ownPart(
  { name, atMs, product, position, watchMs, durationMs, query }: WorldEvent,
  scene: Scene,
): string {
  const second = touchSecond(scene, atMs);
  let text = `"type":"track","event":"${name}","timestamp":"${new Date(atMs).toISOString()}","properties":{`;
  if (product)
    text += `"product_id":"${product.id}","sku":"${product.sku}","category":"${product.category}",`;
  if (position !== null) text += `"position":${position},`;
  if (watchMs !== null) text += `"watch_ms":${watchMs},`;
  if (durationMs !== null) text += `"duration_ms":${durationMs},`;
  if (query !== null) text += `"query":${JSON.stringify(query)},`;
  if (second !== null) text += `"touch_second":${second},`;
  return text;
}

/** The touch with its ids, and who it was; ends the line. */
function commonPart(scene: Scene): string {
  const { carrier, source, accountType } = scene.channel;
  let text = `"shop_id":"${scene.shop}","carrier":"${carrier}","source":"${source}","account_type":"${accountType}"`;
  if (scene.account) text += `,"account_id":"${scene.account}"`;
  if (scene.creator) text += `,"creator_id":"${scene.creator}"`;
  if (scene.contentId) text += `,"content_id":"${scene.contentId}"`;
  if (scene.roomId) text += `,"room_id":"${scene.roomId}"`;
  if (scene.planId) text += `,"plan_id":"${scene.planId}"`;
  return `${text},"request_id":"${scene.requestId}"},"${scene.signedIn ? 'userId' : 'anonymousId'}":"${scene.visitor}"}\n`;
}
