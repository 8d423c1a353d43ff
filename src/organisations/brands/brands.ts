import type { BrandId } from '#kernel/ids';
import { ok, refuse } from '#kernel/result';
import type { Asker } from '../actors/asker.ts';
import { changeStructure, difference, type StructureParts } from '../structure/change-structure.ts';
import { countOpenShops, insertBrand, lockBrand, setBrandArchived, updateBrand } from './brand-store.ts';

const absent = () => refuse('not_found', 'There is no such brand.');
const subjectOf = (id: string) => ({ kind: 'brand', id });

/** A brand lives in the zone given, or in the one of its organisation. */
export function createBrand(parts: StructureParts, asker: Asker, input: { name: string; zone: string }) {
  return changeStructure(parts, asker, async (trx) => {
    const row = await insertBrand(trx, { organizationId: asker.actor.organizationId, ...input });
    return ok({
      row,
      told: { action: 'brand.created', subject: subjectOf(row.id), detail: { name: row.name } },
    });
  });
}

/** A new zone moves the borders of the brand's days, also of days gone by. */
export function changeBrand(
  parts: StructureParts,
  asker: Asker,
  id: BrandId,
  input: { name?: string | undefined; zone?: string | undefined },
) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockBrand(trx, id);
    if (!before) return absent();
    const row = await updateBrand(trx, id, {
      name: input.name ?? before.name,
      zone: input.zone ?? before.zone,
    });
    return ok({
      row,
      told: { action: 'brand.changed', subject: subjectOf(id), detail: difference(before, row) },
    });
  });
}

export function archiveBrand(parts: StructureParts, asker: Asker, id: BrandId, archived: boolean) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockBrand(trx, id);
    if (!before) return absent();
    if (archived && (await countOpenShops(trx, id)) > 0) {
      return refuse('conflict', 'The brand has shops: archive them first.');
    }
    const row = await setBrandArchived(trx, id, archived);
    const action = archived ? 'brand.archived' : 'brand.restored';
    return ok({ row, told: { action, subject: subjectOf(id), detail: { name: row.name } } });
  });
}
