import { parseId } from '#kernel/ids';
import type { AuditedAsker } from '#organisations';
import type { BulkShelved, ProductShelf } from '../catalogue-contract.ts';
import type { CatalogueParts } from '../change-product.ts';
import { findShelves } from '../products-store.ts';
import { shelveProduct } from './shelving.ts';

/**
 * Moves many products on or off the shelf, each in a transaction of its own: one that cannot go stops no other, and
 * the answer holds what undoing it needs.
 */
export async function shelveMany(
  parts: CatalogueParts,
  asker: AuditedAsker,
  shelf: ProductShelf,
  products: readonly { readonly id: string; readonly version: number }[],
): Promise<BulkShelved> {
  const done: BulkShelved['done'] = [];
  const refused: BulkShelved['refused'] = [];
  const ids = products.flatMap(({ id }) => parseId('product', id) ?? []);
  const before = await findShelves(parts.records, asker.actor.organizationId, ids);
  for (const { id: shown, version } of products) {
    const id = parseId('product', shown);
    const shelfBefore = id && before.get(id);
    if (!id || !shelfBefore) {
      refused.push({ id: shown, code: 'not_found', detail: 'There is no such product.' });
      continue;
    }
    const moved = await shelveProduct(parts, asker, id, version, shelf);
    if (moved.ok) done.push({ id: shown, version: moved.value.product.version, shelfBefore });
    else refused.push({ id: shown, code: moved.refusal.code, detail: moved.refusal.detail });
  }
  return { done, refused };
}
