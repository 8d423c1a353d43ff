import { sql } from 'kysely';
import { newId, type OrganizationId, type ProductId, type SkuId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { StockMove } from './stock.ts';

type NewStockChange = {
  readonly organizationId: OrganizationId;
  readonly skuId: SkuId;
  readonly change: number;
  readonly onHandAfter: number;
  readonly reason: StockMove['reason'];
  readonly actorName: string;
};

export async function recordStockChange(trx: Trx, change: NewStockChange): Promise<void> {
  await trx
    .insertInto('stock_changes')
    .values({
      id: newId('stockChange'),
      organization_id: change.organizationId,
      sku_id: change.skuId,
      change: change.change,
      on_hand_after: change.onHandAfter,
      reason: change.reason,
      actor_name: change.actorName,
    })
    .execute();
}

/** What is there, locked until the transaction ends: a count is compared with it. */
export async function lockStock(trx: Trx, productId: ProductId, skuId: SkuId) {
  return trx
    .selectFrom('skus')
    .select(['id', 'code', 'on_hand', 'reserved'])
    .where('id', '=', skuId)
    .where('product_id', '=', productId)
    .where('archived_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function setOnHand(trx: Trx, skuId: SkuId, onHand: number): Promise<void> {
  await trx
    .updateTable('skus')
    .set({ on_hand: onHand, version: sql<number>`version + 1`, updated_at: sql`now()` })
    .where('id', '=', skuId)
    .execute();
}

/** Newest first. */
export function listStockChanges(
  records: Records,
  organizationId: OrganizationId,
  skuId: SkuId,
  before: { readonly at: string; readonly id: string } | null,
  limit: number,
) {
  return records.organization(organizationId, (trx) => {
    let query = trx
      .selectFrom('stock_changes')
      .selectAll()
      .select(sql<string>`at::text`.as('at_text'))
      .where('sku_id', '=', skuId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (before) query = query.where(sql<boolean>`(at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
    return query.execute();
  });
}
