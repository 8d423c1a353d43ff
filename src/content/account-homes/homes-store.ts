import { sql } from 'kysely';
import type { AccountId, OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';

export type Home = { readonly intro: string; readonly avatarKey: string | null };

/** What the home of an account says; null where the organisation has no such account. */
export async function readHome(trx: Trx, accountId: AccountId): Promise<Home | null> {
  const row = await trx
    .selectFrom('accounts as a')
    .leftJoin('account_homes as h', 'h.account_id', 'a.id')
    .select(['a.id', 'h.intro', 'h.avatar_key'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  return row ? { intro: row.intro ?? '', avatarKey: row.avatar_key } : null;
}

export async function writeHome(
  trx: Trx,
  organizationId: OrganizationId,
  accountId: AccountId,
  home: Partial<Home>,
): Promise<void> {
  const given = {
    ...(home.intro === undefined ? {} : { intro: home.intro }),
    ...(home.avatarKey === undefined ? {} : { avatar_key: home.avatarKey }),
  };
  await trx
    .insertInto('account_homes')
    .values({ organization_id: organizationId, account_id: accountId, ...given })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ ...given, updated_at: sql<Date>`now()` }),
    )
    .execute();
}
