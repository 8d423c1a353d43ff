import { type Id, newId, type ProductId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { AuditedAsker } from '#organisations';
import type { Files } from '#platform/files';
import { receivePicture } from '#platform/pictures';
import { type CatalogueParts, changeProduct } from '../change-product.ts';
import type { WholeProduct } from '../product-store.ts';
import { reviewedOf, settleEdit } from '../products.ts';
import { deletePicture, insertPicture } from './pictures-store.ts';

/** As many as a phone swipes through; the first is the card's. */
export const picturesMax = 9;

/** Adds the picture in a request's body behind the others. Adding takes nobody's work, so it needs no version. */
export async function addPicture(
  parts: CatalogueParts & { readonly files: Files },
  asker: AuditedAsker,
  productId: ProductId,
  body: ReadableStream<Uint8Array> | null,
): Promise<Result<WholeProduct, Refusal>> {
  const received = await receivePicture(parts.files, 'products', body);
  if (!received.ok) return received;
  const { organizationId } = asker.actor;
  const picture = received.value;
  const added = await changeProduct(parts, asker, productId, null, async (trx, whole) => {
    if (whole.pictures.length >= picturesMax)
      return refuse('conflict', `A product has ${picturesMax} pictures at most: remove one first.`);
    const settled = settleEdit(
      whole,
      { ...reviewedOf(whole), pictures: whole.pictures.length + 1 },
      parts.now(),
    );
    if (!settled.ok) return settled;
    const position = (whole.pictures.at(-1)?.position ?? -1) + 1;
    const id = newId('picture');
    await insertPicture(trx, { ...picture, id, organizationId, productId, position });
    return ok({
      change: settled.value,
      told: { action: 'product.picture_added', detail: { bytes: picture.bytes } },
    });
  });
  if (!added.ok) await parts.files.remove(picture.fileKey);
  return added;
}

/**
 * Removes a picture; what is on the shelf keeps one. The file stays for a while: orders and pages that are open may
 * still show it.
 */
export function removePicture(
  parts: CatalogueParts,
  asker: AuditedAsker,
  productId: ProductId,
  pictureId: Id<'picture'>,
): Promise<Result<WholeProduct, Refusal>> {
  return changeProduct(parts, asker, productId, null, async (trx, whole) => {
    if (!whole.pictures.some(({ id }) => id === pictureId))
      return refuse('not_found', 'There is no such picture.');
    const settled = settleEdit(
      whole,
      { ...reviewedOf(whole), pictures: whole.pictures.length - 1 },
      parts.now(),
    );
    if (!settled.ok) return settled;
    await deletePicture(trx, pictureId);
    return ok({ change: settled.value, told: { action: 'product.picture_removed' } });
  });
}
