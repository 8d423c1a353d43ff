import { showId } from '#kernel/ids';
import type { CartView } from '../checkout/checkout-contract.ts';
import { lineStateOf, type Offer, type Offers } from '../checkout/offer.ts';
import { sum } from '../checkout/price.ts';
import type { CartRow } from './cart-store.ts';

/** The cart by shop, each line saying whether it can still be had. */
export function showCart(lines: readonly CartRow[], offers: Offers): CartView {
  const known = lines.flatMap((line) => {
    const offer = offers.get(line.sku_id);
    return offer ? [{ line, offer }] : [];
  });
  return {
    shops: [...Map.groupBy(known, ({ offer }) => offer.shopId)].map(([shopId, own]) => ({
      shopId: showId('shop', shopId),
      shopName: own[0]?.offer.shopName ?? '',
      currency: own[0]?.offer.currency ?? '',
      lines: own.map(({ line, offer }) => showLine(line, offer)),
    })),
    quantity: sum(lines, (line) => line.quantity),
  };
}

function showLine(line: CartRow, offer: Offer): CartView['shops'][number]['lines'][number] {
  return {
    skuId: showId('sku', offer.skuId),
    productId: showId('product', offer.productId),
    code: offer.code,
    name: offer.name,
    skuName: offer.skuName,
    picture: offer.picture,
    price: offer.price,
    listPrice: offer.listPrice,
    quantity: line.quantity,
    available: offer.onShelf ? Math.max(0, offer.available) : 0,
    selected: line.selected,
    state: lineStateOf(offer, line.quantity),
  };
}
