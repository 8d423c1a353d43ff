import type { BrandId, ShopId } from '#kernel/ids';
import { ok, refuse } from '#kernel/result';
import type { Asker } from '../actors/asker.ts';
import { lockBrand } from '../brands/brand-store.ts';
import { changeStructure, difference, type StructureParts } from '../structure/change-structure.ts';
import { countOpenAccounts, insertShop, lockShop, setShopArchived, updateShop } from './shop-store.ts';

const absent = () => refuse('not_found', 'There is no such shop.');
const subjectOf = (id: string) => ({ kind: 'shop', id });

export type ShopInput = {
  readonly brandId: BrandId;
  readonly name: string;
  readonly platform: string;
  readonly currency: string;
  readonly externalId: string | null;
};

export function createShop(parts: StructureParts, asker: Asker, input: ShopInput) {
  return changeStructure(parts, asker, async (trx) => {
    const brand = await lockBrand(trx, input.brandId);
    if (!brand) return refuse('unprocessable', 'There is no such brand.', 'brandId');
    if (brand.archived_at) return refuse('conflict', 'The brand is archived.', 'brandId');
    const row = await insertShop(trx, { organizationId: asker.actor.organizationId, ...input });
    const detail = { name: row.name, platform: row.platform, brand: brand.name };
    return ok({ row, told: { action: 'shop.created', subject: subjectOf(row.id), detail } });
  });
}

export function changeShop(
  parts: StructureParts,
  asker: Asker,
  id: ShopId,
  input: { name?: string | undefined; externalId?: string | null | undefined },
) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockShop(trx, id);
    if (!before) return absent();
    const row = await updateShop(trx, id, {
      name: input.name ?? before.name,
      external_id: input.externalId === undefined ? before.external_id : input.externalId,
    });
    return ok({
      row,
      told: { action: 'shop.changed', subject: subjectOf(id), detail: difference(before, row) },
    });
  });
}

export function archiveShop(parts: StructureParts, asker: Asker, id: ShopId, archived: boolean) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockShop(trx, id);
    if (!before) return absent();
    if (archived && (await countOpenAccounts(trx, id)) > 0) {
      return refuse('conflict', 'The shop has content accounts: archive or bind them elsewhere first.');
    }
    const brand = archived ? undefined : await lockBrand(trx, before.brand_id);
    if (brand?.archived_at) return refuse('conflict', 'The brand of the shop is archived.');
    const row = await setShopArchived(trx, id, archived);
    const action = archived ? 'shop.archived' : 'shop.restored';
    return ok({ row, told: { action, subject: subjectOf(id), detail: { name: row.name } } });
  });
}
