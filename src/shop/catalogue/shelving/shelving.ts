import { asId, type OrganizationId, type ProductId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import { type AuditedAsker, systemActor, writeAudit } from '#organisations';
import { type CatalogueParts, changeProduct, tellChanged } from '../change-product.ts';
import { move, type ShelfMove, type ShelfState } from '../product.ts';
import { lockProduct, standingOf, updateProduct, type WholeProduct } from '../product-store.ts';

/** What leads to a state of the shelf: a deleted product comes back off the shelf first. */
const moveTo = (from: ShelfState, to: ShelfState): ShelfMove =>
  to === 'online' ? 'list' : to === 'deleted' ? 'delete' : from === 'deleted' ? 'restore' : 'unlist';

const actionOf: Readonly<Record<ShelfMove, string>> = {
  list: 'product.listed',
  unlist: 'product.unlisted',
  delete: 'product.deleted',
  restore: 'product.restored',
};

export function shelveProduct(
  parts: CatalogueParts,
  asker: AuditedAsker,
  id: ProductId,
  version: number,
  to: ShelfState,
): Promise<Result<WholeProduct, Refusal>> {
  return changeProduct(parts, asker, id, version, async (_trx, whole) => {
    const before = standingOf(whole.product);
    const what = moveTo(before.shelf, to);
    const standing = move(before, what, { nowMs: parts.now() });
    return standing.ok
      ? ok({ change: { standing: standing.value }, told: { action: actionOf[what] } })
      : standing;
  });
}

/** 定时开售: sets the hour at which a product goes on the shelf by itself, or takes it back. */
export function scheduleSale(
  parts: CatalogueParts,
  asker: AuditedAsker,
  id: ProductId,
  version: number,
  startsMs: number | null,
): Promise<Result<WholeProduct, Refusal>> {
  return changeProduct(parts, asker, id, version, async (_trx, whole) => {
    const standing = move(
      standingOf(whole.product),
      startsMs === null ? 'unschedule' : 'schedule',
      startsMs === null ? { nowMs: parts.now() } : { nowMs: parts.now(), saleStartsAtMs: startsMs },
    );
    if (!standing.ok) return standing;
    return ok({
      change: { standing: standing.value },
      told: {
        action: startsMs === null ? 'product.sale_unscheduled' : 'product.sale_scheduled',
        ...(startsMs === null ? {} : { detail: { at: new Date(startsMs).toISOString() } }),
      },
    });
  });
}

/** Starts the sale of a product whose hour has come. Asked again, or too early, it does nothing. */
export async function startSale(
  parts: CatalogueParts,
  organizationId: OrganizationId,
  productId: string,
): Promise<void> {
  const id = asId('product', productId);
  await parts.records.organization(organizationId, async (trx) => {
    const whole = await lockProduct(trx, id);
    if (!whole) return;
    const standing = move(standingOf(whole.product), 'start_sale', { nowMs: parts.now() });
    if (!standing.ok) return;
    await updateProduct(trx, whole.product, { standing: standing.value }, parts.now());
    const subject = { kind: 'product', id };
    await writeAudit(trx, { organizationId, actor: systemActor, action: 'product.sale_started', subject });
    await tellChanged(trx, organizationId, [id]);
  });
  parts.shelf.forget([id]);
}
