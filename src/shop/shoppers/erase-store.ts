import { marketNamespace } from '#events';
import type { ShopperId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { publish } from '#platform/outbox';
import type { Records } from '#platform/records';
import { forgetClaims } from '../coupons/claimed/move-claimed-store.ts';

/** Told after a shopper was erased: contexts to the right forget what they keep of them. */
export const shopperErasedTopic = 'shoppers.erased';
export type ShopperErased = { readonly shopperId: ShopperId };

/** A parcel that is not sent yet needs its address. */
const openStates = ['awaiting_payment', 'paid', 'preparing', 'part_shipped'] as const;

/**
 * Erases a shopper: the key of everything personal is destroyed, so that no copy of it can be read either; what was
 * personal in rows is removed. Orders stay, without anything that says whose they were.
 */
export function eraseShopper(records: Records, id: ShopperId): Promise<Result<void, Refusal<'conflict'>>> {
  return records.market(async (trx) => {
    await trx.selectFrom('shoppers').select('id').where('id', '=', id).forUpdate().execute();
    const open = await trx
      .selectFrom('orders')
      .select('id')
      .where('shopper_id', '=', id)
      .where('state', 'in', openStates)
      .limit(1)
      .executeTakeFirst();
    if (open)
      return refuse(
        'conflict',
        'An order is not shipped yet and needs its address: cancel it or wait for it.',
      );
    await trx
      .updateTable('shoppers')
      .set({
        sealed_with: null,
        email_mark: null,
        sealed_email: null,
        password_hash: null,
        nickname: null,
        locale: null,
      })
      .where('id', '=', id)
      .execute();
    await trx.deleteFrom('shopper_addresses').where('shopper_id', '=', id).execute();
    await trx.deleteFrom('shopper_sessions').where('shopper_id', '=', id).execute();
    await trx.deleteFrom('cart_lines').where('shopper_id', '=', id).execute();
    await forgetClaims(trx, id);
    await trx.updateTable('orders').set({ sealed_recipient: null }).where('shopper_id', '=', id).execute();
    // Answers that are remembered for a repeat of the same request hold addresses too.
    await trx.deleteFrom('idempotency_keys').where('organization_id', '=', id).execute();
    const message: ShopperErased = { shopperId: id };
    await publish(trx, marketNamespace, shopperErasedTopic, message);
    return ok(undefined);
  });
}
