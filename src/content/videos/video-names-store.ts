import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Titles of videos for numbers split by content; ids that imports brought from elsewhere have none. */
export async function videoNames(
  records: Records,
  organizationId: OrganizationId,
  values: readonly string[],
): Promise<Record<string, string>> {
  const ids = values.filter((value) => uuid.test(value));
  if (ids.length === 0) return {};
  const rows = await records.organization(organizationId, (trx) =>
    trx.selectFrom('videos').select(['id', 'title']).where('id', 'in', ids).execute(),
  );
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}
