import type { z } from 'zod';
import { showId } from '#kernel/ids';
import { bestOf, type Taking, takeOff, type UsableCoupon } from '../coupons/discount.ts';
import type { discountView, QuotedCoupon, QuoteView } from './checkout-contract.ts';
import { lineStateOf, type Offer, type Offers } from './offer.ts';

/** What somebody wants: a SKU, how many, and what led them to it. */
export type WantedLine = {
  readonly skuId: string;
  readonly quantity: number;
  readonly touch: string | null;
  readonly touchSecond: number | null;
};

export type Discount = z.infer<typeof discountView>;

/** One line with its price worked out: `goods` less its discounts is `payable`. */
export type PricedLine = {
  readonly wanted: WantedLine;
  readonly offer: Offer;
  readonly goods: number;
  readonly discounts: readonly Discount[];
  readonly payable: number;
};
export type PricedShop = {
  readonly shopId: string;
  readonly shopName: string;
  readonly organizationId: string;
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  /** What the shopper could use here, each with what it would take off. */
  readonly coupons: readonly UsableCoupon[];
  /** The one that is used, at most one per order. */
  readonly coupon: Taking | null;
  readonly goods: number;
  readonly discount: number;
  readonly postage: number;
  readonly payable: number;
};

/** Coupons at a checkout: what the shopper holds, and what they chose, by shop; null where they want none there. */
export type CouponsAtHand = {
  readonly usable: readonly UsableCoupon[];
  readonly chosen: ReadonlyMap<string, string | null>;
};
export const noCoupons: CouponsAtHand = { usable: [], chosen: new Map() };

/**
 * Prices lines that are for sale, shop by shop in the order in which the shops first appear. Each shop's order uses
 * the coupon that was chosen for it, or else the one that takes most off; it goes onto its lines with who bears it, and
 * every sum below follows.
 */
export function priceShops(
  lines: readonly WantedLine[],
  offers: Offers,
  coupons: CouponsAtHand = noCoupons,
): PricedShop[] {
  const goodsOf = lines.flatMap((wanted) => {
    const offer = offers.get(wanted.skuId);
    return offer?.onShelf ? [{ wanted, offer, goods: offer.price * wanted.quantity }] : [];
  });
  return [...Map.groupBy(goodsOf, ({ offer }) => offer.shopId).entries()].map(([shopId, own]) => {
    const usable = coupons.usable.filter((coupon) => coupon.shopId === shopId);
    const coupon = couponFor(usable, coupons.chosen.get(shopId), own);
    const priced = own.map((line, place) => discounted(line, coupon, coupon?.parts[place] ?? 0));
    const { shopName, organizationId, currency } = (own[0] as (typeof own)[number]).offer;
    const goods = sum(priced, (line) => line.goods);
    const payable = sum(priced, (line) => line.payable);
    return {
      shopId,
      shopName,
      organizationId,
      currency,
      lines: priced,
      coupons: usable,
      coupon,
      goods,
      discount: goods - payable,
      postage: 0,
      payable,
    };
  });
}

type GoodsLine = Pick<PricedLine, 'wanted' | 'offer' | 'goods'>;

const coverable = ({ offer, wanted, goods }: GoodsLine) => ({
  productId: offer.productId,
  quantity: wanted.quantity,
  goods,
});

/** The chosen one where it takes anything off, none where none is wanted, the best where nothing was said. */
function couponFor(
  usable: readonly UsableCoupon[],
  chosen: string | null | undefined,
  lines: readonly GoodsLine[],
): Taking | null {
  if (chosen === undefined) return bestOf(usable, lines.map(coverable));
  const coupon = usable.find(({ claimedId }) => claimedId === chosen);
  return coupon ? bestOf([coupon], lines.map(coverable)) : null;
}

function discounted(line: GoodsLine, taking: Taking | null, amount: number): PricedLine {
  if (taking === null || amount === 0) return { ...line, discounts: [], payable: line.goods };
  const discount: Discount = { kind: 'coupon', label: taking.coupon.name, amount, bearer: 'shop' };
  return { ...line, discounts: [discount], payable: line.goods - amount };
}

/** The shops' currencies; more than one cannot be paid at once. */
export function currenciesOf(shops: readonly PricedShop[]): string[] {
  return [...new Set(shops.map((shop) => shop.currency))];
}

export function showQuote(
  lines: readonly WantedLine[],
  offers: Offers,
  shops: readonly PricedShop[],
): QuoteView {
  const problems = lines.flatMap(({ skuId, quantity }) => {
    const offer = offers.get(skuId);
    const state = lineStateOf(offer, quantity);
    return state === 'ok'
      ? []
      : [{ skuId: showId('sku', skuId), state, available: Math.max(0, offer?.available ?? 0) }];
  });
  return {
    currency: shops[0]?.currency ?? null,
    shops: shops.map((shop) => ({
      shopId: showId('shop', shop.shopId),
      shopName: shop.shopName,
      lines: shop.lines.map(({ wanted, offer, goods, discounts, payable }) => ({
        skuId: showId('sku', offer.skuId),
        productId: showId('product', offer.productId),
        name: offer.name,
        skuName: offer.skuName,
        picture: offer.picture,
        quantity: wanted.quantity,
        price: offer.price,
        goods,
        discounts: [...discounts],
        payable,
      })),
      coupon: shop.coupon && showTaking(shop.coupon),
      coupons: shop.coupons.map((coupon) => showChoice(coupon, shop.lines)),
      goods: shop.goods,
      discount: shop.discount,
      postage: shop.postage,
      payable: shop.payable,
    })),
    goods: sum(shops, (shop) => shop.goods),
    discount: sum(shops, (shop) => shop.discount),
    postage: sum(shops, (shop) => shop.postage),
    total: sum(shops, (shop) => shop.payable),
    problems,
  };
}

const showTaking = ({ coupon, total }: Taking) => ({
  id: showId('claimedCoupon', coupon.claimedId),
  name: coupon.name,
  amount: total,
});

/** What a coupon would do here, or why it does nothing. */
function showChoice(coupon: UsableCoupon, lines: readonly PricedLine[]): QuotedCoupon {
  const taken = takeOff(coupon, lines.map(coverable));
  return {
    id: showId('claimedCoupon', coupon.claimedId),
    couponId: showId('coupon', coupon.couponId),
    name: coupon.name,
    terms: coupon.terms,
    usableUntil: new Date(coupon.usableUntilMs).toISOString(),
    ...('useless' in taken
      ? { amount: 0, useless: taken.useless, missing: taken.missing }
      : { amount: taken.total, useless: null, missing: 0 }),
  };
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
