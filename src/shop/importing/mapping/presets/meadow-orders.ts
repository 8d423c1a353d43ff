import { accountTypes, carriers, orderStates, sources } from '../../../orders/order.ts';
import { orderFieldNames } from '../order-fields.ts';
import type { OrderPreset } from '../preset.ts';

const asThey = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;

/** Our own form: every column is called what the field is called. */
export const meadowOrders: OrderPreset = {
  id: 'meadow_orders',
  name: { zh: 'Meadow 订单', en: 'Meadow orders' },
  signature: ['order_id', 'quantity', 'line_amount'],
  columns: Object.fromEntries(orderFieldNames.map((field) => [field, [field]])),
  states: asThey(orderStates),
  carriers: asThey(carriers),
  sources: asThey(sources),
  accountTypes: asThey(accountTypes),
};
