import type { Random } from '#science/random';
import type { FeedItem } from '#traffic/contract';
import { type HiddenShopper, hiddenQuality, reactTo, trueChances } from './hidden-shopper.ts';
import type { KnownVideo, Ledger } from './ledger.ts';
import { type Phone, StoreRefusal, type Told } from './storefront.ts';

export type SessionOptions = {
  readonly shopper: HiddenShopper;
  readonly phone: Phone;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Waits that long of the shopper's own time. */
  readonly pass: (ms: number) => Promise<void>;
  readonly isOver: () => boolean;
  /** What the shopper can spend now, in minor units. */
  readonly purse: number;
  /** Videos that the phone was given before and has not shown yet: they come first. */
  readonly held: readonly FeedItem[];
  /** What the simulator knows of the videos that it stocked itself, by title; others are nobody's taste. */
  readonly videos: ReadonlyMap<string, KnownVideo>;
};

const comments = [
  '好用吗？',
  '已下单',
  '颜色好看',
  '等活动',
  'Looks great',
  '想要同款',
  '性价比不错',
  'Does it come in blue?',
];
const refundChance = 0.06;
const failedPaymentChance = 0.04;
/** Of each coupon that a product's page holds out; with one or two of them, two in five orders are paid with one. */
const claimChance = { buying: 0.3, looking: 0.04 };

export type Visit = {
  readonly spent: number;
  /** Mean share of the videos that was watched; null for a visit that showed nothing. */
  readonly pleasure: number | null;
  /** What the phone holds for the next visit. */
  readonly held: readonly FeedItem[];
  /** Nothing is left that the shopper has not seen. */
  readonly isExhausted: boolean;
};

/** One visit: swipe until patience ends, buy what is wished for and can be paid, sometimes send something back. */
export async function liveSession(options: SessionOptions): Promise<Visit> {
  const { shopper, phone, ledger, random } = options;
  const videosMax = Math.max(2, Math.round(shopper.patience * (0.5 + random())));
  let watched = 0;
  let pleasure = 0;
  let spent = 0;
  let isExhausted = false;
  let { held } = options;
  while (watched < videosMax && !options.isOver() && !isExhausted) {
    if (held.length === 0) held = (await phone.feed()).items;
    isExhausted = held.length === 0;
    const reached: FeedItem[] = [];
    for (const item of held) {
      if (watched >= videosMax || options.isOver()) break;
      const watching = await watch(options, item, watched / videosMax, options.purse - spent);
      reached.push(item);
      spent += watching.spent;
      pleasure += watching.share;
      watched++;
    }
    held = held.slice(reached.length);
    const scenes = reached.map((item) => ({ key: sceneOf(options, item).key, isAd: item.ad !== null }));
    ledger.shown(shopper, scenes);
  }
  if (random() < refundChance) await sendBack(options);
  ledger.sessions++;
  return { spent, pleasure: watched === 0 ? null : pleasure / watched, held, isExhausted };
}

/** A showing as the hidden truth has it. */
function sceneOf({ videos }: SessionOptions, { video }: FeedItem) {
  const known = videos.get(video.title);
  const key = known?.key ?? video.title;
  const price = video.products[0]?.price ?? null;
  return { key, category: known?.category ?? '', price, quality: hiddenQuality(key) };
}

/** Answers what share was watched, and what was spent in minor units. */
async function watch(
  options: SessionOptions,
  item: FeedItem,
  tired: number,
  left: number,
): Promise<{ readonly share: number; readonly spent: number }> {
  const { shopper, phone, ledger, random } = options;
  const reaction = reactTo(trueChances(shopper, sceneOf(options, item), tired), item.position, random);
  ledger.watched(reaction);
  const { video, touch, ad } = item;
  const about = { contentId: video.id, touch, position: item.position };
  const told: Told[] = [{ event: 'Content Impression', ...about }];
  if (ad) told.push({ event: 'Ad Impression', ...about, adToken: ad.token });
  for (const product of video.products)
    told.push({ event: 'Product Impression', productId: product.id, ...about });
  const watchMs = Math.round(reaction.watchRatio * video.durationMs);
  const touchSecond = Math.floor(watchMs / 1_000);
  const [product] = video.products;
  const clicks = reaction.click && product !== undefined;
  if (clicks) {
    ledger.clicked(ad !== null);
    told.push({ event: 'Product Clicked', productId: product.id, touchSecond, ...about });
    if (ad) told.push({ event: 'Ad Clicked', ...about, adToken: ad.token });
  }
  await options.pass(watchMs);
  await phone.tell([...told, { event: 'Content Played', ...about, watchMs, durationMs: video.durationMs }]);

  if (reaction.like && !video.mine.liked) await phone.react(video.id, 'like', touch);
  if (reaction.favorite && !video.mine.favorited) await phone.react(video.id, 'favorite', touch);
  if (reaction.dislike) await phone.react(video.id, 'dislike', touch);
  if (reaction.follow && !video.account.followed) await phone.follow(video.account.id, touch);
  if (reaction.comment)
    await phone.comment(video.id, comments[Math.floor(random() * comments.length)] ?? 'OK', touch);
  const wants = reaction.buy && product !== undefined && product.price <= left;
  const spent = clicks ? await buy(options, product.id, touch, touchSecond, wants) : 0;
  return { share: Math.min(1, reaction.watchRatio), spent };
}

async function buy(
  options: SessionOptions,
  productId: string,
  touch: string,
  second: number,
  wants: boolean,
): Promise<number> {
  const { phone, ledger, random, pass } = options;
  const product = await phone.product(productId);
  await phone.tell([{ event: 'Product Viewed', productId, touch }]);
  await pass(4_000);
  await claim(options, productId, wants);
  const inStock = product.skus.filter(({ available }) => available > 0);
  const sku = inStock[Math.floor(random() * inStock.length)];
  if (!wants || !sku) return 0;
  await phone.putInCart(sku.id, 1, touch, second);
  await phone.tell([
    { event: 'Product Added', productId, sku: sku.code, touch },
    { event: 'Checkout Started', productId, touch },
  ]);
  try {
    const addressId = await phone.addAddress();
    const shown = await phone.quote();
    const placed = await phone.place(addressId, shown);
    const outcome = random() < failedPaymentChance ? 'fail' : 'succeed';
    const paid = await phone.pay(placed.id, outcome);
    if (outcome === 'fail') {
      ledger.failedPayments++;
      return 0;
    }
    ledger.bought(paid.total, shown.discount);
    return paid.total;
  } catch (error) {
    // Sold out or dearer in the meantime: people shrug and go on.
    if (!(error instanceof StoreRefusal) || error.status >= 500) throw error;
    ledger.refusedPurchases++;
    return 0;
  }
}

/** Claims what the product's page offers, or walks past it. */
async function claim({ phone, ledger, random }: SessionOptions, productId: string, wants: boolean) {
  const chance = wants ? claimChance.buying : claimChance.looking;
  for (const { id, mine, more } of await phone.offered(productId)) {
    if (mine > 0 || more === 0 || random() >= chance) continue;
    try {
      await phone.claim(id);
      ledger.couponsClaimed++;
    } catch (error) {
      // Somebody else had the last one.
      if (!(error instanceof StoreRefusal) || error.status >= 500) throw error;
    }
  }
}

async function sendBack({ phone, ledger }: SessionOptions): Promise<void> {
  const order = (await phone.orders()).find(({ can }) => can.refund);
  if (!order) return;
  await phone.refund(order, '不想要了 Changed my mind');
  ledger.refundsAsked++;
}
