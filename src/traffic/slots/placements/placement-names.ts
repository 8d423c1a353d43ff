import { type OrganizationId, parseId, showId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { namesOfPlacements } from './placement-store.ts';

/** Names of placements for numbers split by placement, by shown id. */
export async function placementNames(
  records: Records,
  organizationId: OrganizationId,
  values: readonly string[],
): Promise<Record<string, string>> {
  const ids = values.flatMap((value) => parseId('placement', value) ?? []);
  if (ids.length === 0) return {};
  const names = await records.organization(organizationId, (trx) => namesOfPlacements(trx, ids));
  return Object.fromEntries([...names].map(([id, name]) => [showId('placement', id), name]));
}
