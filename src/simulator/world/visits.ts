import { between, type Random, roundedBy, wholeBetween } from '#science/random';
import type { DemoProduct } from './products.ts';
import type { EventName, WorldEvent } from './scene.ts';
import type { Place, Stage } from './stage.ts';

export type Purchase = { readonly product: DemoProduct; readonly atMs: number };
export type Course = { readonly events: readonly WorldEvent[]; readonly purchase: Purchase | null };

/** People who came for what is sold out mostly leave; the others still buy. */
const appetiteWhileHeroIsOut = 0.62;

/** What one visitor sees and does, step by step down the funnel: enter, stay, be shown, click, buy. */
export function courseOf(random: Random, stage: Stage, place: Place): Course {
  const { channel, shop } = place.scene;
  const events: WorldEvent[] = [];
  let atMs = place.atMs;
  const say = (name: EventName, product: DemoProduct | null = null, more: Partial<WorldEvent> = {}) =>
    events.push({
      name,
      atMs: Math.round(atMs),
      product,
      position: null,
      watchMs: null,
      durationMs: null,
      query: null,
      ...more,
    });

  const stays = random() < channel.stay;
  const first = place.video?.product ?? stage.drawProduct(random, shop);
  if (channel.carrier === 'live') say('Live Entered');
  if (channel.source === 'search') say('Products Searched', null, { query: wordsFor(random, first) });
  else if (channel.carrier === 'product_card') say('Product List Viewed');
  if (place.video) {
    const { lengthMs } = place.video;
    say('Content Played', first, { watchMs: watched(random, lengthMs, stays), durationMs: lengthMs });
  }
  if (!stays) return { events, purchase: null };

  const appetite = appetiteOf(stage, place);
  const shown = Math.max(1, roundedBy(random, channel.shown));
  for (let position = 1; position <= shown; position++) {
    const product = position === 1 ? first : stage.drawProduct(random, shop);
    atMs += between(random, 2, channel.carrier === 'live' ? 70 : 12) * 1000;
    say('Product Impression', product, { position });
    if (random() >= channel.clickRate) continue;
    atMs += between(random, 1, 9) * 1000;
    say('Product Clicked', product, { position });
    if (channel.carrier === 'product_card') say('Product Viewed', product);
    const wants = random() < channel.orderRate * appetite;
    if (!wants && random() >= 0.2) continue;
    atMs += between(random, 6, 60) * 1000;
    say('Product Added', product);
    if (!wants || stage.isSoldOut(product, atMs)) continue;
    atMs += between(random, 8, 90) * 1000;
    return { events: leave(), purchase: { product, atMs: Math.round(atMs) } };
  }
  return { events: leave(), purchase: null };

  function leave(): WorldEvent[] {
    const likes = random();
    if (channel.carrier !== 'product_card') {
      if (likes < 0.05) say('Content Liked');
      else if (likes < 0.07) say(channel.carrier === 'live' ? 'Live Commented' : 'Content Favorited');
      else if (likes < 0.078) say('Content Shared');
      else if (likes < 0.09 && channel.source !== 'follow') say('Account Followed');
    }
    if (channel.carrier === 'live') {
      atMs = Math.max(atMs, Math.min(place.endMs, atMs + between(random, 3, 240) * 1000));
      say('Live Left', null, { watchMs: Math.round(atMs - place.atMs) });
    }
    return events;
  }
}

function appetiteOf(stage: Stage, place: Place): number {
  const { soldOut, appetite } = stage.day;
  const out =
    soldOut &&
    place.scene.shop === 'lj-flagship' &&
    place.atMs >= soldOut.fromMs &&
    place.atMs < soldOut.toMs;
  return appetite * (out ? appetiteWhileHeroIsOut : 1);
}

/** Those who do not stay swipe on within three seconds; a third of the others see it to the end. */
function watched(random: Random, lengthMs: number, stays: boolean): number {
  if (!stays) return wholeBetween(random, 400, 3000);
  return Math.round(random() < 0.33 ? lengthMs : between(random, 0.15, 0.95) * lengthMs);
}

/** What somebody types who wants this product: its kind, or its name. */
function wordsFor(random: Random, product: DemoProduct): string {
  const kind = product.category.split(' ')[0] ?? product.category;
  const name = product.name.split(' ')[0] ?? product.name;
  return random() < 0.55 ? kind : random() < 0.7 ? name : name.slice(-4);
}
