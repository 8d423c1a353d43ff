import type { OrganizationId, ProductId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** Those of these products that wait for their hour. */
export async function findSaleStarts(
  records: Records,
  organizationId: OrganizationId,
  productIds: readonly ProductId[],
): Promise<{ readonly id: string; readonly startsAt: Date }[]> {
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('products')
      .select(['id', 'sale_starts_at'])
      .where('id', 'in', productIds)
      .where('sale_starts_at', 'is not', null)
      .execute(),
  );
  return rows.flatMap(({ id, sale_starts_at }) => (sale_starts_at ? [{ id, startsAt: sale_starts_at }] : []));
}
