import type { Id, OrganizationId, ProductId } from '#kernel/ids';
import type { Trx } from '#platform/records';

export type NewPicture = {
  readonly id: Id<'picture'>;
  readonly organizationId: OrganizationId;
  readonly productId: ProductId;
  readonly position: number;
  readonly fileKey: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
};

export async function insertPicture(trx: Trx, picture: NewPicture): Promise<void> {
  await trx
    .insertInto('product_pictures')
    .values({
      id: picture.id,
      organization_id: picture.organizationId,
      product_id: picture.productId,
      position: picture.position,
      file_key: picture.fileKey,
      content_type: picture.contentType,
      bytes: picture.bytes,
      width: picture.width,
      height: picture.height,
    })
    .execute();
}

export async function deletePicture(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('product_pictures').where('id', '=', id).execute();
}

/** Puts pictures in this order; the ids are all of the product's. */
export async function orderPictures(trx: Trx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await trx.updateTable('product_pictures').set({ position }).where('id', '=', id).execute();
}
