import { showId } from '#kernel/ids';
import type { ProductOwner } from './shelf.ts';
import type { CardRow } from './shelf-store.ts';
import type { ProductCard } from './storefront-contract.ts';

/** Where the browser finds a stored picture; its key is random, so the address is nobody's guess. */
export const mediaUrl = (fileKey: string): string => `/media/${fileKey}`;

/** The card of a product on the shelf; null for one that cannot be bought now. */
export function cardOf(row: CardRow): ProductCard | null {
  if (!row.on_shelf || row.price === null) return null;
  return {
    id: showId('product', row.id),
    name: row.name,
    sellingPoint: row.selling_point,
    shopId: showId('shop', row.shop_id),
    shopName: row.shop_name,
    picture: row.picture_key === null ? null : mediaUrl(row.picture_key),
    price: row.price,
    listPrice: row.list_price !== null && row.list_price > row.price ? row.list_price : null,
    currency: row.currency,
    soldOut: !row.in_stock,
    soldCount: row.sold,
  };
}

export const ownerOf = (row: CardRow): ProductOwner => ({
  productId: row.id,
  organizationId: row.organization_id,
  shopId: row.shop_id,
  brandId: row.brand_id,
  accountId: row.account_id,
  category: row.category,
});
