import { type OrganizationId, parseId, showId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** Names of products by their shown id; those that are not the organisation's are left out. */
export async function productNames(
  records: Records,
  organizationId: OrganizationId,
  shownIds: readonly string[],
): Promise<Record<string, string>> {
  const ids = shownIds.flatMap((shown) => parseId('product', shown) ?? []);
  if (ids.length === 0) return {};
  const rows = await records.organization(organizationId, (trx) =>
    trx.selectFrom('products').select(['id', 'name']).where('id', 'in', ids).execute(),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [showId('product', id), name]));
}

/**
 * Names of SKUs by their code: the product's name, and what tells the SKU from its siblings. Imports bring a code alone,
 * which is then the product's own number. A code that means several things has no name.
 */
export async function skuNames(
  records: Records,
  organizationId: OrganizationId,
  codes: readonly string[],
): Promise<Record<string, string>> {
  if (codes.length === 0) return {};
  const rows = await records.organization(organizationId, async (trx) => {
    const skus = await trx
      .selectFrom('skus as k')
      .innerJoin('products as p', 'p.id', 'k.product_id')
      .select(['k.code', 'p.name as product', 'k.name as sku'])
      .where('k.code', 'in', codes)
      .execute();
    const products = await trx
      .selectFrom('products')
      .select(['external_id as code', 'name as product'])
      .where('external_id', 'in', codes)
      .execute();
    const own = new Set(skus.map(({ code }) => code));
    return [...skus, ...products.filter(({ code }) => !own.has(code)).map((row) => ({ ...row, sku: '' }))];
  });
  const named = Map.groupBy(rows, ({ code }) => code);
  return Object.fromEntries(
    [...named].flatMap(([code, all]) => {
      const names = new Set(all.map(({ product, sku }) => (sku === '' ? product : `${product} · ${sku}`)));
      const [name] = names;
      // An import that brought no name put the code in its place.
      return names.size === 1 && name !== undefined && name !== code ? [[code, name]] : [];
    }),
  );
}
