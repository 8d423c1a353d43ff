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
