import type { OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';

export const organizationColumns = ['id', 'name', 'zone', 'currency', 'simulated', 'created_at'] as const;

/** Under a member's role the row security shows exactly one: their own. */
export function findOrganization(trx: Trx, id: OrganizationId) {
  return trx.selectFrom('organizations').select(organizationColumns).where('id', '=', id).executeTakeFirst();
}

export function lockOrganization(trx: Trx, id: OrganizationId) {
  return trx
    .selectFrom('organizations')
    .select(organizationColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateOrganization(trx: Trx, id: OrganizationId, change: { name: string; zone: string }) {
  return trx
    .updateTable('organizations')
    .set(change)
    .where('id', '=', id)
    .returning(organizationColumns)
    .executeTakeFirstOrThrow();
}

export type OrganizationRow = Awaited<ReturnType<typeof updateOrganization>>;
