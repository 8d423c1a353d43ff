import { type Scene, touchSecond, type WorldEvent } from '../world/scene.ts';
import type { DemoShopper } from '../world/shoppers.ts';
import type { DayOfTrade } from '../world/trade.ts';
import type { NamesOnServer } from './names-on-server.ts';

/**
 * Events as JSON lines in Segment's form. The text is put together by hand because a million events pass
 * through here: what events of one visit share is written once.
 */
export function eventFileLines({ day, events }: DayOfTrade, names: NamesOnServer): string {
  const shared = new Map<Scene, string>();
  const prefix = `demo-${day.date.replaceAll('-', '')}-`;
  let text = '';
  events.forEach((event, number) => {
    let common = shared.get(event.scene);
    if (common === undefined) {
      common = commonPart(event.scene, names);
      shared.set(event.scene, common);
    }
    text += `{"type":"track","messageId":"${prefix}${number.toString(36)}","timestamp":"${new Date(event.atMs).toISOString()}","event":"${event.name}",${ownPart(event)}${common}`;
  });
  return text;
}

/** Whoever signed in said who they are, once, when the world begins. */
export function identifyLines(shoppers: readonly DemoShopper[], startMs: number): string {
  const timestamp = new Date(startMs).toISOString();
  return shoppers
    .map(
      ({ id, birthYear, gender, cityTier, consumption }) =>
        `${JSON.stringify({
          type: 'identify',
          messageId: `demo-identify-${id}`,
          timestamp,
          userId: id,
          traits: { birth_year: birthYear, gender, city_tier: cityTier, consumption_level: consumption },
        })}\n`,
    )
    .join('');
}

function ownPart({ scene, atMs, product, position, watchMs, query }: WorldEvent): string {
  const second = touchSecond(scene, atMs);
  let text = '"properties":{';
  if (product)
    text += `"product_id":"${product.id}","sku":"${product.sku}","category":"${product.category}",`;
  if (position !== null) text += `"position":${position},`;
  if (watchMs !== null) text += `"watch_ms":${watchMs},`;
  if (query !== null) text += `"query":${JSON.stringify(query)},`;
  if (second !== null) text += `"touch_second":${second},`;
  return text;
}

/** The touch with its ids, and who it was; ends the line. */
function commonPart(scene: Scene, names: NamesOnServer): string {
  const { carrier, source, accountType } = scene.channel;
  let text = `"shop_id":"${names.shop(scene.shop)}","carrier":"${carrier}","source":"${source}","account_type":"${accountType}"`;
  if (scene.account) text += `,"account_id":"${names.account(scene.account)}"`;
  if (scene.creator) text += `,"creator_id":"${scene.creator}"`;
  if (scene.contentId) text += `,"content_id":"${scene.contentId}"`;
  if (scene.roomId) text += `,"room_id":"${scene.roomId}"`;
  if (scene.planId) text += `,"plan_id":"${scene.planId}"`;
  return `${text},"request_id":"${scene.requestId}"},"${scene.signedIn ? 'userId' : 'anonymousId'}":"${scene.visitor}"}\n`;
}
