import { sql } from 'kysely';
import { type AccountId, newId, type OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Page } from '../route-parts.ts';

const columns = [
  'id',
  'name',
  'shop_id',
  'role',
  'account_type',
  'external_id',
  'created_at',
  'archived_at',
] as const;

export type NewAccount = {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly shopId: string;
  readonly role: string;
  readonly accountType: string;
  readonly externalId: string | null;
};

export type AccountChange = {
  readonly name: string;
  readonly shop_id: string;
  readonly role: string;
  readonly external_id: string | null;
};

export function listAccounts(trx: Trx, page: Page) {
  let query = trx.selectFrom('accounts').select(columns).orderBy('id').limit(page.limit);
  if (page.after) query = query.where('id', '>', page.after);
  return query.execute();
}

/** Locked until the transaction ends, so that what was checked still holds when it is written. */
export function lockAccount(trx: Trx, id: AccountId | string) {
  return trx.selectFrom('accounts').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertAccount(trx: Trx, account: NewAccount) {
  return trx
    .insertInto('accounts')
    .values({
      id: newId('account'),
      organization_id: account.organizationId,
      name: account.name,
      shop_id: account.shopId,
      role: account.role,
      account_type: account.accountType,
      external_id: account.externalId,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateAccount(trx: Trx, id: AccountId, change: AccountChange) {
  return trx
    .updateTable('accounts')
    .set(change)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function setAccountArchived(trx: Trx, id: AccountId, archived: boolean) {
  return trx
    .updateTable('accounts')
    .set({ archived_at: archived ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export type AccountRow = Awaited<ReturnType<typeof insertAccount>>;
