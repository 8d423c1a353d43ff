import { type Selectable, sql } from 'kysely';
import { newId, type OrganizationId, type ProductId, type ShopId, showId } from '#kernel/ids';
import type { Database, Trx } from '#platform/records';
import type { Standing } from './product.ts';
import type { ReviewReason } from './review/review.ts';

export type ProductRecord = Selectable<Database['products']>;
export type SkuRecord = Selectable<Database['skus']>;
export type PictureRecord = Selectable<Database['product_pictures']>;

/** A product sold here with all that belongs to it. */
export type WholeProduct = {
  readonly product: ProductRecord;
  readonly shop: { readonly name: string; readonly currency: string };
  readonly skus: readonly SkuRecord[];
  readonly pictures: readonly PictureRecord[];
  readonly sold: number;
};

/** Locked until the transaction ends, so that its changes come one after another. */
export async function lockProduct(trx: Trx, id: ProductId): Promise<WholeProduct | null> {
  const product = await trx
    .selectFrom('products')
    .selectAll()
    .where('id', '=', id)
    .where('origin', '=', 'native')
    .forUpdate()
    .executeTakeFirst();
  return product ? withParts(trx, product) : null;
}

export async function loadProduct(trx: Trx, id: ProductId): Promise<WholeProduct | null> {
  const product = await trx
    .selectFrom('products')
    .selectAll()
    .where('id', '=', id)
    .where('origin', '=', 'native')
    .executeTakeFirst();
  return product ? withParts(trx, product) : null;
}

async function withParts(trx: Trx, product: ProductRecord): Promise<WholeProduct> {
  const shop = await trx
    .selectFrom('shops')
    .select(['name', 'currency'])
    .where('id', '=', product.shop_id)
    .executeTakeFirstOrThrow();
  const skus = await trx
    .selectFrom('skus')
    .selectAll()
    .where('product_id', '=', product.id)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const pictures = await trx
    .selectFrom('product_pictures')
    .selectAll()
    .where('product_id', '=', product.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const sales = await trx
    .selectFrom('product_sales')
    .select('sold')
    .where('product_id', '=', product.id)
    .executeTakeFirst();
  return { product, shop, skus, pictures, sold: sales?.sold ?? 0 };
}

export type ProductTexts = {
  readonly name: string;
  readonly sellingPoint: string;
  readonly description: string;
  readonly category: string | null;
};

export async function insertProduct(
  trx: Trx,
  organizationId: OrganizationId,
  product: ProductTexts & { readonly shopId: ShopId; readonly simulated: boolean },
): Promise<ProductId> {
  const id = newId('product');
  await trx
    .insertInto('products')
    .values({
      id,
      organization_id: organizationId,
      shop_id: product.shopId,
      external_id: showId('product', id),
      origin: 'native',
      name: product.name,
      selling_point: product.sellingPoint,
      description: product.description,
      category: product.category,
      simulated: product.simulated,
    })
    .execute();
  return id;
}

export type ProductChange = Partial<ProductTexts> & {
  readonly standing?: Standing;
  readonly reviewReasons?: readonly ReviewReason[];
  /** What a person said of it, such as why it is banned. */
  readonly reviewNote?: string | null;
};

/** Writes what changed and counts the version on. Whatever goes on the shelf is listed anew. */
export async function updateProduct(
  trx: Trx,
  before: ProductRecord,
  change: ProductChange,
  nowMs: number,
): Promise<void> {
  const { standing } = change;
  await trx
    .updateTable('products')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.sellingPoint === undefined ? {} : { selling_point: change.sellingPoint }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.category === undefined ? {} : { category: change.category }),
      ...(change.reviewReasons === undefined ? {} : { review_reasons: JSON.stringify(change.reviewReasons) }),
      ...(change.reviewNote === undefined ? {} : { review_note: change.reviewNote }),
      ...(standing
        ? {
            review: standing.review,
            shelf: standing.shelf,
            sale_starts_at: standing.saleStartsAtMs === null ? null : new Date(standing.saleStartsAtMs),
          }
        : {}),
      // A whole millisecond, so that a cursor can hold it.
      ...(standing?.shelf === 'online' && before.shelf !== 'online' ? { listed_at: new Date(nowMs) } : {}),
      version: before.version + 1,
      updated_at: sql`now()`,
    })
    .where('id', '=', before.id)
    .execute();
}

export const standingOf = (product: ProductRecord): Standing => ({
  review: product.review as Standing['review'],
  shelf: product.shelf as Standing['shelf'],
  saleStartsAtMs: product.sale_starts_at?.getTime() ?? null,
});

/** Whether the shop is the organisation's and in use. */
export async function isOpenShop(trx: Trx, id: ShopId): Promise<boolean> {
  const shop = await trx
    .selectFrom('shops')
    .select('id')
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return shop !== undefined;
}
