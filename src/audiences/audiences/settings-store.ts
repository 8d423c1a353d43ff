import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import { smallestByDefault } from './audience-shapes.ts';

/** How few people an organisation lets be looked into or delivered. */
export async function readSmallest(trx: Trx): Promise<number> {
  const row = await trx.selectFrom('audience_settings').select('smallest').executeTakeFirst();
  return row?.smallest ?? smallestByDefault;
}

export async function putSmallest(trx: Trx, organizationId: OrganizationId, smallest: number): Promise<void> {
  await trx
    .insertInto('audience_settings')
    .values({ organization_id: organizationId, smallest })
    .onConflict((conflict) =>
      conflict.column('organization_id').doUpdateSet({ smallest, updated_at: sql<Date>`now()` }),
    )
    .execute();
}
