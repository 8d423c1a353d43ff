import { showId } from '#kernel/ids';
import { mediaUrl } from '../storefront/product-card.ts';
import type {
  MarketProductView,
  ProductRow,
  ProductView,
  ReviewReasonView,
  StockChange,
} from './catalogue-contract.ts';
import type { MarketProduct } from './market-products-store.ts';
import type { ProductRecord, SkuRecord, WholeProduct } from './product-store.ts';
import type { ListedProduct } from './products-store.ts';
import type { listStockChanges } from './stock/stock-store.ts';

/** What list and page have in common. */
function showShared(
  product: ProductRecord,
  { name, currency }: { readonly name: string; readonly currency: string },
  sold: number,
) {
  return {
    id: showId('product', product.id),
    name: product.name,
    shopId: showId('shop', product.shop_id),
    shopName: name,
    currency,
    category: product.category,
    review: product.review as ProductView['review'],
    reviewReasons: product.review_reasons as ReviewReasonView[],
    shelf: product.shelf as ProductView['shelf'],
    saleStartsAt: product.sale_starts_at?.toISOString() ?? null,
    sold,
    simulated: product.simulated,
    version: product.version,
    createdAt: product.created_at.toISOString(),
    updatedAt: product.updated_at.toISOString(),
  };
}

export function showRow(row: ListedProduct): ProductRow {
  return {
    ...showShared(row, { name: row.shop_name, currency: row.currency }, row.sold),
    picture: row.picture_key === null ? null : mediaUrl(row.picture_key),
    priceFrom: row.price_from,
    priceTo: row.price_to,
    onHand: row.on_hand,
    available: row.available,
    skus: row.skus,
  };
}

export const showMarketProduct = (row: MarketProduct): MarketProductView => ({
  id: showId('product', row.id),
  name: row.name,
  organizationName: row.organization_name,
  shopId: showId('shop', row.shop_id),
  shopName: row.shop_name,
  currency: row.currency,
  category: row.category,
  picture: row.picture_key === null ? null : mediaUrl(row.picture_key),
  priceFrom: row.price_from,
  priceTo: row.price_to,
  review: row.review as ProductView['review'],
  reviewNote: row.review_note,
  shelf: row.shelf as ProductView['shelf'],
  simulated: row.simulated,
  createdAt: row.created_at.toISOString(),
});

export function showProduct({ product, shop, skus, pictures, sold }: WholeProduct): ProductView {
  return {
    ...showShared(product, shop, sold),
    sellingPoint: product.selling_point,
    description: product.description,
    reviewNote: product.review_note,
    listedAt: product.listed_at?.toISOString() ?? null,
    skus: skus.map(showSku),
    pictures: pictures.map((picture) => ({
      id: showId('picture', picture.id),
      url: mediaUrl(picture.file_key),
      contentType: picture.content_type,
      bytes: picture.bytes,
      width: picture.width,
      height: picture.height,
    })),
  };
}

const showSku = (sku: SkuRecord) => ({
  id: showId('sku', sku.id),
  code: sku.code,
  name: sku.name,
  price: sku.price,
  listPrice: sku.list_price,
  cost: sku.cost,
  onHand: sku.on_hand,
  reserved: sku.reserved,
  available: sku.on_hand - sku.reserved,
  version: sku.version,
});

export const showStockChange = (row: Awaited<ReturnType<typeof listStockChanges>>[number]): StockChange => ({
  id: showId('stockChange', row.id),
  change: row.change,
  onHandAfter: row.on_hand_after,
  reason: row.reason as StockChange['reason'],
  orderLineId: row.order_line_id && showId('orderLine', row.order_line_id),
  actor: row.actor_name,
  at: row.at.toISOString(),
});
