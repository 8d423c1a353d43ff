import type { z } from 'zod';
import { showId } from '#kernel/ids';
import type { discountView, QuoteView } from './checkout-contract.ts';
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
  readonly goods: number;
  readonly discount: number;
  readonly postage: number;
  readonly payable: number;
};

/**
 * Prices lines that are for sale, shop by shop in the order in which the shops first appear. No discount exists
 * yet; when one does, it goes onto its lines here, each with who bears it, and every sum below follows.
 */
export function priceShops(lines: readonly WantedLine[], offers: Offers): PricedShop[] {
  const priced = lines.flatMap((wanted): PricedLine[] => {
    const offer = offers.get(wanted.skuId);
    if (!offer?.onShelf) return [];
    const goods = offer.price * wanted.quantity;
    return [{ wanted, offer, goods, discounts: [], payable: goods }];
  });
  return [...Map.groupBy(priced, (line) => line.offer.shopId).values()].map((own) => {
    const { shopId, shopName, organizationId, currency } = (own[0] as PricedLine).offer;
    const goods = sum(own, (line) => line.goods);
    const payable = sum(own, (line) => line.payable);
    return {
      shopId,
      shopName,
      organizationId,
      currency,
      lines: own,
      goods,
      discount: goods - payable,
      postage: 0,
      payable,
    };
  });
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

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
