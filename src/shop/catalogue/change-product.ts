import { type OrganizationId, type ProductId, showId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, type Told, writeAudit } from '#organisations';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import type { OpenShelf } from '../storefront/open-shelf.ts';
import {
  loadProduct,
  lockProduct,
  type ProductChange,
  updateProduct,
  type WholeProduct,
} from './product-store.ts';

export type CatalogueParts = {
  readonly records: Records;
  readonly shelf: OpenShelf;
  readonly now: () => number;
};

/** Told by the outbox after products changed: their raw ids. */
export const productsChangedTopic = 'products.changed';
export type ProductsChanged = { readonly productIds: readonly ProductId[] };

/** What a use case decided: the columns to change and what the audit log says; null where nothing changes. */
export type Decided = {
  readonly change: ProductChange;
  readonly told: Pick<Told, 'action' | 'detail'>;
} | null;

export const noSuchProduct = () => refuse('not_found', 'There is no such product.');

/**
 * One change of a product: locked, compared with the version its sender saw, decided, written, audited and told, in
 * one transaction. Answers the product as it then is. A refusal must come before the work writes anything.
 */
export async function changeProduct(
  parts: CatalogueParts,
  asker: AuditedAsker,
  id: ProductId,
  version: number | null,
  decide: (trx: Trx, whole: WholeProduct) => Promise<Result<Decided, Refusal>>,
): Promise<Result<WholeProduct, Refusal>> {
  const { organizationId } = asker.actor;
  const changed = await parts.records.organization(organizationId, async (trx) => {
    const whole = await lockProduct(trx, id);
    if (!whole) return noSuchProduct();
    if (version !== null && version !== whole.product.version)
      return refuse(
        'stale_version',
        'Somebody changed the product meanwhile: load it again and repeat what you wanted to change.',
        'version',
      );
    const decided = await decide(trx, whole);
    if (!decided.ok) return decided;
    if (decided.value === null) return ok(whole);
    await updateProduct(trx, whole.product, decided.value.change, parts.now());
    await writeAudit(trx, entryBy(asker, { ...decided.value.told, subject: { kind: 'product', id } }));
    await tellChanged(trx, organizationId, [id]);
    const after = await loadProduct(trx, id);
    if (!after) throw new Error(`Product ${showId('product', id)} was changed and is gone.`);
    return ok(after);
  });
  parts.shelf.forget([id]);
  return changed;
}

export function tellChanged(
  trx: Trx,
  organizationId: OrganizationId,
  productIds: readonly ProductId[],
): Promise<void> {
  const message: ProductsChanged = { productIds };
  return publish(trx, organizationId, productsChangedTopic, message);
}
