import type { AccountId, ShopId } from '#kernel/ids';
import { ok, refuse } from '#kernel/result';
import type { Trx } from '#platform/records';
import type { Asker } from '../actors/asker.ts';
import { lockShop } from '../shops/shop-store.ts';
import { changeStructure, difference, type StructureParts } from '../structure/change-structure.ts';
import { insertAccount, lockAccount, setAccountArchived, updateAccount } from './account-store.ts';

const absent = () => refuse('not_found', 'There is no such account.');
const subjectOf = (id: string) => ({ kind: 'account', id });

export type AccountInput = {
  readonly shopId: ShopId;
  readonly name: string;
  readonly role: string;
  readonly accountType: string;
  readonly externalId: string | null;
};

/** A content account begins bound to a shop: 号店一体, account and shop managed as one. */
export function createAccount(parts: StructureParts, asker: Asker, input: AccountInput) {
  return changeStructure(parts, asker, async (trx) => {
    const shop = await openShop(trx, input.shopId);
    if (!shop.ok) return shop;
    const row = await insertAccount(trx, { organizationId: asker.actor.organizationId, ...input });
    const detail = { name: row.name, shop: shop.value.name, role: row.role };
    return ok({ row, told: { action: 'account.created', subject: subjectOf(row.id), detail } });
  });
}

export type AccountPatch = {
  readonly name?: string | undefined;
  readonly shopId?: ShopId | undefined;
  readonly role?: string | undefined;
  readonly externalId?: string | null | undefined;
};

export function changeAccount(parts: StructureParts, asker: Asker, id: AccountId, input: AccountPatch) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockAccount(trx, id);
    if (!before) return absent();
    if (input.shopId && input.shopId !== before.shop_id) {
      const shop = await openShop(trx, input.shopId);
      if (!shop.ok) return shop;
    }
    const row = await updateAccount(trx, id, {
      name: input.name ?? before.name,
      shop_id: input.shopId ?? before.shop_id,
      role: input.role ?? before.role,
      external_id: input.externalId === undefined ? before.external_id : input.externalId,
    });
    const detail = difference(before, row);
    return ok({ row, told: { action: 'account.changed', subject: subjectOf(id), detail } });
  });
}

export function archiveAccount(parts: StructureParts, asker: Asker, id: AccountId, archived: boolean) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockAccount(trx, id);
    if (!before) return absent();
    const shop = archived ? undefined : await lockShop(trx, before.shop_id);
    if (shop?.archived_at) return refuse('conflict', 'The shop of the account is archived.');
    const row = await setAccountArchived(trx, id, archived);
    const action = archived ? 'account.archived' : 'account.restored';
    return ok({ row, told: { action, subject: subjectOf(id), detail: { name: row.name } } });
  });
}

async function openShop(trx: Trx, id: ShopId) {
  const shop = await lockShop(trx, id);
  if (!shop) return refuse('unprocessable', 'There is no such shop.', 'shopId');
  if (shop.archived_at) return refuse('conflict', 'The shop is archived.', 'shopId');
  return ok(shop);
}
