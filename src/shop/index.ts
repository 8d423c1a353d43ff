/** Door to the shop: orders and their money as records, imports of them, and their columnar facts. */

export { type ProductsChanged, productsChangedTopic } from './catalogue/change-product.ts';
export { forbiddenIn } from './catalogue/review/review.ts';
export type { CouponDesk } from './coupons/claimed/coupon-desk.ts';
export type { MeantCoupon } from './coupons/claimed/coupons-meant-store.ts';
export type { OrdersChanged } from './facts/orders-changed.ts';
export { type FactsOptions, orderFactsSubscriber } from './facts/write-facts.ts';
export { eraseImported } from './importing/erasing/erase-imported.ts';
export { isImporting } from './importing/erasing/erase-imported-store.ts';
export { shopMetrics } from './metrics/index.ts';
export { notPresale, orderLines } from './metrics/order-sources.ts';
export { openShop, type Shop } from './open-shop.ts';
export type { OrderState, Touch } from './orders/order.ts';
export { productNames, skuNames } from './products/product-names-store.ts';
export type { RefusedLine, ResolvePersons, ShopOptions, TakeEvents, TakenLines } from './shop-options.ts';
export { type ShopperErased, shopperErasedTopic } from './shoppers/erase-store.ts';
export { type ShopperJoined, shopperJoinedTopic } from './shoppers/join-guest-store.ts';
export { requireShopper, shopperOf } from './shoppers/require-shopper.ts';
export type { Shopper } from './shoppers/shopper.ts';
export type { ProductOwner, Shelf } from './storefront/shelf.ts';
export { shopTakeout } from './takeout/shop-takeout.ts';
export { type TakeoutRouteParts, takeoutRoutes } from './takeout/takeout-routes.ts';
export { creatorOf } from './touch/creator-of.ts';
export { type TouchTokens, touchTokens } from './touch/touch-token.ts';
