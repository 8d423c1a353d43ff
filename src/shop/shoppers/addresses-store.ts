import { sql } from 'kysely';
import { newId, type ShopperId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';

export type SealedAddress = { readonly id: string; readonly sealed: Buffer; readonly is_default: boolean };

/** With the key they are sealed under; null for a shopper who was erased. */
export function listAddresses(
  records: Records,
  shopperId: ShopperId,
): Promise<{ readonly key: Buffer; readonly addresses: readonly SealedAddress[] } | null> {
  return records.market(async (trx) => {
    const key = await lockKey(trx, shopperId);
    if (!key) return null;
    const addresses = await trx
      .selectFrom('shopper_addresses')
      .select(['id', 'sealed', 'is_default'])
      .where('shopper_id', '=', shopperId)
      .orderBy('is_default', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return { key, addresses };
  });
}

/** Taken for sharing: whoever erases the shopper waits until what is being written is there to be erased. */
async function lockKey(trx: Trx, shopperId: ShopperId): Promise<Buffer | null> {
  const shopper = await trx
    .selectFrom('shoppers')
    .select('sealed_with')
    .where('id', '=', shopperId)
    .forKeyShare()
    .executeTakeFirst();
  return shopper?.sealed_with ?? null;
}

/**
 * Adds an address, sealed by `seal` under the shopper's key; the first one is the default. Answers its id, or why it
 * was not added.
 */
export function addAddress(
  records: Records,
  shopperId: ShopperId,
  seal: (key: Buffer) => Buffer,
  isDefault: boolean,
  addressesMax: number,
): Promise<{ readonly id: string } | 'full' | 'erased'> {
  return records.market(async (trx) => {
    const key = await changing(trx, shopperId);
    if (!key) return 'erased';
    const known = await trx
      .selectFrom('shopper_addresses')
      .select('id')
      .where('shopper_id', '=', shopperId)
      .execute();
    if (known.length >= addressesMax) return 'full';
    if (isDefault) await clearDefault(trx, shopperId);
    const id = newId('address');
    await trx
      .insertInto('shopper_addresses')
      .values({
        id,
        shopper_id: shopperId,
        sealed: seal(key),
        is_default: isDefault || known.length === 0,
      })
      .execute();
    return { id };
  });
}

/** Changes one address; `change` is given the key and what is sealed, and answers what is sealed from then on. */
export function changeAddress(
  records: Records,
  shopperId: ShopperId,
  id: string,
  change: (key: Buffer, sealed: Buffer) => Buffer,
  makesDefault: boolean,
): Promise<boolean> {
  return records.market(async (trx) => {
    const key = await changing(trx, shopperId);
    const address = await trx
      .selectFrom('shopper_addresses')
      .select('sealed')
      .where('id', '=', id)
      .where('shopper_id', '=', shopperId)
      .executeTakeFirst();
    if (!key || !address) return false;
    if (makesDefault) await clearDefault(trx, shopperId);
    await trx
      .updateTable('shopper_addresses')
      .set({
        sealed: change(key, address.sealed),
        updated_at: sql`now()`,
        ...(makesDefault ? { is_default: true } : {}),
      })
      .where('id', '=', id)
      .execute();
    return true;
  });
}

/** Removes one; where it was the default, the newest that is left takes its place. */
export function removeAddress(records: Records, shopperId: ShopperId, id: string): Promise<boolean> {
  return records.market(async (trx) => {
    await changing(trx, shopperId);
    const removed = await trx
      .deleteFrom('shopper_addresses')
      .where('id', '=', id)
      .where('shopper_id', '=', shopperId)
      .returning('is_default')
      .executeTakeFirst();
    if (removed?.is_default)
      await sql`
        UPDATE shopper_addresses SET is_default = true WHERE id = (
          SELECT id FROM shopper_addresses WHERE shopper_id = ${shopperId} ORDER BY created_at DESC, id DESC LIMIT 1)`.execute(
        trx,
      );
    return removed !== undefined;
  });
}

/** Changes of one shopper's addresses come one after another, so that exactly one is the default. */
async function changing(trx: Trx, shopperId: ShopperId): Promise<Buffer | null> {
  await sql`SELECT pg_advisory_xact_lock(460051, hashtext(${shopperId}))`.execute(trx);
  return lockKey(trx, shopperId);
}

async function clearDefault(trx: Trx, shopperId: ShopperId): Promise<void> {
  await trx
    .updateTable('shopper_addresses')
    .set({ is_default: false })
    .where('shopper_id', '=', shopperId)
    .where('is_default', '=', true)
    .execute();
}
