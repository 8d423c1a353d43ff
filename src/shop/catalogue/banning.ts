import type { ProductId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { ok } from '#kernel/result';
import type { AuditedAsker } from '#organisations';
import { type CatalogueParts, changeProduct, noSuchProduct } from './change-product.ts';
import { move } from './product.ts';
import { standingOf, type WholeProduct } from './product-store.ts';

/** 封禁: the market's operator takes a product off every shelf, whoever's it is, and says why. */
export function banProduct(
  parts: CatalogueParts,
  operator: AuditedAsker,
  id: ProductId,
  reason: string,
): Promise<Result<WholeProduct, Refusal>> {
  return moveAsOperator(parts, operator, id, 'ban', reason);
}

/** 解封: its shop may submit it again. */
export function liftBan(
  parts: CatalogueParts,
  operator: AuditedAsker,
  id: ProductId,
): Promise<Result<WholeProduct, Refusal>> {
  return moveAsOperator(parts, operator, id, 'lift', null);
}

/** Done in the organisation whose product it is, and told by its audit log; where the operator sat is not its business. */
async function moveAsOperator(
  parts: CatalogueParts,
  { actor }: AuditedAsker,
  id: ProductId,
  what: 'ban' | 'lift',
  reason: string | null,
): Promise<Result<WholeProduct, Refusal>> {
  const owner = (await parts.shelf.ownersOf([id])).get(id);
  if (!owner) return noSuchProduct();
  const there = { actor: { ...actor, organizationId: owner.organizationId }, ipAddress: null };
  return changeProduct(parts, there, id, null, async (_trx, whole) => {
    const standing = move(standingOf(whole.product), what, { nowMs: parts.now() });
    if (!standing.ok) return standing;
    return ok({
      change: { standing: standing.value, reviewNote: reason },
      told: {
        action: what === 'ban' ? 'product.banned' : 'product.ban_lifted',
        ...(reason === null ? {} : { detail: { reason } }),
      },
    });
  });
}
