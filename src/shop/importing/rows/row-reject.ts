import { fill, type TextValues } from '#kernel/text';
import type { OrderFieldName } from '../mapping/order-fields.ts';

export type RowReject = {
  readonly code: RejectCode;
  readonly field: OrderFieldName | null;
  readonly detail: string;
  /** The same as the code: a row has one sentence for each. */
  readonly reason: RejectCode;
  readonly values: TextValues;
};

/** What is wrong with a row, in English. The console has its own texts for both languages. */
const sentences = {
  amount_too_large: 'The amount is too large.',
  amount_unreadable: '"{value}" is not an amount.',
  currency_unreadable: '"{value}" is not a currency code.',
  negative_price: 'The price is negative.',
  order_id_missing: 'The row has no order number.',
  product_missing: 'The row names neither SKU nor product.',
  quantity_too_large: 'The quantity {value} is not believable.',
  quantity_unreadable: '"{value}" is not a whole number.',
  refund_above_bought: '{returned} given back of {bought} bought.',
  refund_above_paid: 'The refund is more than the line.',
  row_erased: 'The row named somebody who was erased since.',
  row_unreadable: 'The row cannot be split into its columns.',
  time_missing: 'The row has no time.',
  time_unreadable: '"{value}" is not a time.',
  too_long: 'A number of more than {max} characters.',
  unknown_account: 'No content account is called "{value}".',
  unknown_shop: 'No shop is called "{value}".',
  unknown_status: 'The order status "{value}" is not known.',
  unknown_touch: '"{value}" is not a known word for where a sale came from.',
  zero_price_adjustment: 'A negative quantity without a price corrects stock; it is not a cancellation.',
  zero_quantity: 'The quantity is zero.',
} as const;
export type RejectCode = keyof typeof sentences;
export const rejectCodes = Object.keys(sentences) as readonly RejectCode[];

/** A value out of the file is quoted this far. */
const quotedMax = 100;

export function rowReject(code: RejectCode, field: OrderFieldName | null, given: TextValues = {}): RowReject {
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, quotedMax) : value,
    ]),
  );
  return { code, field, detail: fill(sentences[code], values), reason: code, values };
}

/** Thrown inside the reader and caught at its door: a row is refused at the first thing wrong with it. */
export class Reject extends Error {
  readonly reject: RowReject;
  constructor(code: RejectCode, field: OrderFieldName | null, values: TextValues = {}) {
    const reject = rowReject(code, field, values);
    super(reject.detail);
    this.reject = reject;
  }
}

const idLengthMax = 200;

/** Spreadsheets turn numbers into 17850.0; the number is meant. */
export function id(field: OrderFieldName, value: string): string {
  const bare = /^\d+\.0$/.test(value) ? value.slice(0, -2) : value;
  if (bare.length > idLengthMax) throw new Reject('too_long', field, { max: idLengthMax });
  return bare;
}
