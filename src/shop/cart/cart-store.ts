import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import { readOffers } from '../checkout/offers-store.ts';
import type { WantedLine } from '../checkout/price.ts';

export type CartRow = {
  readonly sku_id: string;
  readonly quantity: number;
  readonly selected: boolean;
};

/** More different things than this nobody keeps in view. */
const cartLinesMax = 100;

/** The lines of a cart, newest first, with what the shops offer now. */
export function readCart(records: Records, shopperId: string) {
  return records.market(async (trx) => {
    const lines = await cartRows(trx, shopperId);
    const offers = await readOffers(
      trx,
      lines.map((line) => line.sku_id),
    );
    return { lines, offers };
  });
}

async function cartRows(trx: Trx, shopperId: string): Promise<readonly CartRow[]> {
  return trx
    .selectFrom('cart_lines')
    .select(['sku_id', 'quantity', 'selected'])
    .where('shopper_id', '=', shopperId)
    .orderBy('added_at', 'desc')
    .orderBy('sku_id')
    .execute();
}

export type CartPut = {
  readonly quantity: number;
  readonly selected: boolean | null;
  /** What led here this time; left as it was when null. */
  readonly touch: string | null;
  readonly touchSecond: number | null;
};

/** Sets one line; a quantity of 0 takes it out. Answers whether there is such a SKU and room for it. */
export function putCartLine(
  records: Records,
  shopperId: string,
  skuId: string,
  put: CartPut,
): Promise<'done' | 'none' | 'full'> {
  return records.market(async (trx) => {
    if (put.quantity === 0) {
      await trx
        .deleteFrom('cart_lines')
        .where('shopper_id', '=', shopperId)
        .where('sku_id', '=', skuId)
        .execute();
      return 'done';
    }
    const known = await trx.selectFrom('skus').select('id').where('id', '=', skuId).executeTakeFirst();
    if (!known) return 'none';
    const { rows } = await sql`
      INSERT INTO cart_lines AS c (shopper_id, sku_id, quantity, selected, touch, touch_second)
      SELECT ${shopperId}, ${skuId}, ${put.quantity}, coalesce(${put.selected}::boolean, true), ${put.touch}, ${put.touchSecond}
      WHERE (SELECT count(*) FROM cart_lines WHERE shopper_id = ${shopperId} AND sku_id <> ${skuId}) < ${cartLinesMax}
      ON CONFLICT (shopper_id, sku_id) DO UPDATE SET quantity = excluded.quantity,
        selected = coalesce(${put.selected}::boolean, c.selected), touch = coalesce(excluded.touch, c.touch),
        touch_second = CASE WHEN excluded.touch IS NULL THEN c.touch_second ELSE excluded.touch_second END, updated_at = now()
      RETURNING sku_id`.execute(trx);
    return rows.length > 0 ? 'done' : 'full';
  });
}

/** What the shopper has selected, ready to be priced. */
export async function selectedLines(records: Records, shopperId: string): Promise<WantedLine[]> {
  const { rows } = await records.market((trx) =>
    sql<WantedLine>`
      SELECT sku_id AS "skuId", quantity, touch, touch_second AS "touchSecond" FROM cart_lines
      WHERE shopper_id = ${shopperId} AND selected ORDER BY added_at DESC, sku_id LIMIT 50`.execute(trx),
  );
  return rows;
}
