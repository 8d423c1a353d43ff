import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { planNames } from './plan-store.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of plans for numbers split by plan; ids that imports brought from elsewhere have none. */
export async function adPlanNames(
  records: Records,
  organizationId: OrganizationId,
  values: readonly string[],
): Promise<Record<string, string>> {
  const ids = values.filter((value) => uuid.test(value));
  return ids.length === 0 ? {} : records.organization(organizationId, (trx) => planNames(trx, ids));
}
