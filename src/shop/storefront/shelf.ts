import type { AccountId, BrandId, OrganizationId, ProductId, ShopId } from '#kernel/ids';
import type { ProductCard } from './storefront-contract.ts';

/** Whose a product is; raw ids, as events and columnar rows keep them. */
export type ProductOwner = {
  readonly productId: ProductId;
  readonly organizationId: OrganizationId;
  readonly shopId: ShopId;
  readonly brandId: BrandId;
  /** The shop's official account. */
  readonly accountId: AccountId | null;
  readonly category: string | null;
};

/**
 * What the contexts to the right ask of products, for one or many at a time. Answers may be a second old; a
 * change made by this process is seen at once.
 */
export type Shelf = {
  /** Cards of those on the shelf; one that is not there cannot be bought now. */
  readonly cardsOf: (productIds: readonly ProductId[]) => Promise<Map<ProductId, ProductCard>>;
  /** Owners of products sold here, whether on the shelf or not. */
  readonly ownersOf: (productIds: readonly ProductId[]) => Promise<Map<ProductId, ProductOwner>>;
};
