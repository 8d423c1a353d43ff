import type { ProductId, SkuId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import type { StockPut } from '../catalogue-contract.ts';
import { type CatalogueParts, noSuchProduct, tellChanged } from '../change-product.ts';
import { loadProduct, type WholeProduct } from '../product-store.ts';
import { moveStock } from './stock.ts';
import { lockStock, recordStockChange, setOnHand } from './stock-store.ts';

/** A movement of stock by hand, with its line in the history. A count that finds what is there changes nothing. */
export async function moveStockByHand(
  parts: CatalogueParts,
  asker: AuditedAsker,
  productId: ProductId,
  skuId: SkuId,
  put: StockPut,
): Promise<Result<WholeProduct, Refusal>> {
  const { actor } = asker;
  const { organizationId } = actor;
  const moved = await parts.records.organization(organizationId, async (trx) => {
    const before = await lockStock(trx, productId, skuId);
    if (!before) return refuse('not_found', 'There is no such SKU.');
    const after = moveStock({ onHand: before.on_hand, reserved: before.reserved }, put);
    if (!after.ok) return after;
    const change = after.value - before.on_hand;
    if (change !== 0) {
      await setOnHand(trx, skuId, after.value);
      const { reason } = put;
      await recordStockChange(trx, {
        organizationId,
        skuId,
        change,
        onHandAfter: after.value,
        reason,
        actorName: actor.name,
      });
      const detail = { sku: before.code, reason, change, onHand: after.value };
      const subject = { kind: 'product', id: productId };
      await writeAudit(trx, entryBy(asker, { action: 'product.stock_moved', subject, detail }));
      await tellChanged(trx, organizationId, [productId]);
    }
    const whole = await loadProduct(trx, productId);
    return whole ? ok(whole) : noSuchProduct();
  });
  parts.shelf.forget([productId]);
  return moved;
}
