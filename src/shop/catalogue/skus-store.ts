import { sql } from 'kysely';
import { newId, type OrganizationId, type ProductId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { SkuInput } from './catalogue-contract.ts';
import { recordStockChange } from './stock/stock-store.ts';

/**
 * Makes these the SKUs of a product, in this order. A code keeps its SKU, also one that had been put away, with its
 * stock and history; those left out are put away. The product must be locked.
 */
export async function saveSkus(
  trx: Trx,
  organizationId: OrganizationId,
  productId: ProductId,
  skus: readonly SkuInput[],
  actorName: string,
): Promise<void> {
  const known = await trx
    .selectFrom('skus')
    .select(['id', 'code'])
    .where('product_id', '=', productId)
    .execute();
  const idOf = new Map(known.map(({ id, code }) => [code, id]));
  const kept = skus.flatMap(({ code }) => idOf.get(code) ?? []);
  let left = trx
    .updateTable('skus')
    .set({ archived_at: sql`now()` })
    .where('product_id', '=', productId)
    .where('archived_at', 'is', null);
  if (kept.length > 0) left = left.where('id', 'not in', kept);
  await left.execute();
  for (const [position, sku] of skus.entries()) {
    const values = {
      position,
      name: sku.name,
      price: sku.price,
      list_price: sku.listPrice,
      cost: sku.cost,
    };
    const id = idOf.get(sku.code);
    if (id !== undefined) {
      await trx
        .updateTable('skus')
        .set({ ...values, archived_at: null, version: sql<number>`version + 1`, updated_at: sql`now()` })
        .where('id', '=', id)
        .execute();
      continue;
    }
    const fresh = newId('sku');
    const stock = sku.stock ?? 0;
    await trx
      .insertInto('skus')
      .values({
        ...values,
        id: fresh,
        organization_id: organizationId,
        product_id: productId,
        code: sku.code,
        on_hand: stock,
      })
      .execute();
    if (stock > 0)
      await recordStockChange(trx, {
        organizationId,
        skuId: fresh,
        change: stock,
        onHandAfter: stock,
        reason: 'received',
        actorName,
      });
  }
}
