import { marketNamespace, numbersOfPersons } from '#events';
import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { TakeoutOf } from '#platform/takeout';
import type { Shopper } from '../shoppers/shopper.ts';

/** A shopper with all guests who turned out to be them, by their numbers. */
export async function takeoutOf(
  records: Records,
  { id, person }: Pick<Shopper, 'id' | 'person'>,
): Promise<TakeoutOf> {
  const numbers = (await numbersOfPersons(records, marketNamespace, [person])).get(person) ?? [person];
  const rows = await records.market((trx) =>
    trx.selectFrom('shoppers').select('id').where('person', 'in', numbers).orderBy('id').execute(),
  );
  return { shopperId: id, shopperIds: rows.map((row) => row.id as ShopperId), persons: numbers };
}
