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

export type HomeOfAccount = Home & { readonly accountId: AccountId };

/** Homes of the accounts in use, said anything or not, in the order of the accounts' ids. */
export async function listHomes(trx: Trx, after: string | null, rowsMax: number): Promise<HomeOfAccount[]> {
  const rows = await trx
    .selectFrom('accounts as a')
    .leftJoin('account_homes as h', 'h.account_id', 'a.id')
    .select(['a.id', 'h.intro', 'h.avatar_key'])
    .where('a.archived_at', 'is', null)
    .$if(after !== null, (query) => query.where('a.id', '>', after as AccountId))
    .orderBy('a.id')
    .limit(rowsMax)
    .execute();
  return rows.map((row) => ({
    accountId: row.id as AccountId,
    intro: row.intro ?? '',
    avatarKey: row.avatar_key,
  }));
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
