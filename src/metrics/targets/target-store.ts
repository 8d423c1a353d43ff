import { newId, type OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { Target } from './target.ts';

export type KeptTarget = Target & { readonly updatedAt: Date };

export async function readTargets(
  records: Records,
  organizationId: OrganizationId,
  metrics?: readonly string[],
): Promise<KeptTarget[]> {
  const rows = await records.organization(organizationId, (trx) => {
    const all = trx.selectFrom('metric_targets').selectAll();
    return (metrics ? all.where('metric', 'in', metrics.length > 0 ? [...metrics] : ['']) : all)
      .orderBy('month')
      .orderBy('metric')
      .limit(5_000)
      .execute();
  });
  return rows.map((row) => ({
    metric: row.metric,
    month: row.month,
    brandId: row.brand_id,
    shopId: row.shop_id,
    value: Number(row.value),
    updatedAt: row.updated_at,
  }));
}

/** Sets targets; a null value takes one back. */
export async function putTargets(
  trx: Trx,
  organizationId: OrganizationId,
  targets: readonly (Omit<Target, 'value'> & { readonly value: number | null })[],
): Promise<void> {
  for (const { metric, month, brandId, shopId, value } of targets) {
    await trx
      .deleteFrom('metric_targets')
      .where('metric', '=', metric)
      .where('month', '=', month)
      .where('brand_id', brandId === null ? 'is' : '=', brandId)
      .where('shop_id', shopId === null ? 'is' : '=', shopId)
      .execute();
    if (value === null) continue;
    await trx
      .insertInto('metric_targets')
      .values({
        id: newId('target'),
        organization_id: organizationId,
        metric,
        month,
        brand_id: brandId,
        shop_id: shopId,
        value,
      })
      .execute();
  }
}
