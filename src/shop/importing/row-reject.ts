import type { OrderFieldName } from './order-fields.ts';

export type RowReject = {
  readonly code: string;
  readonly field: OrderFieldName | null;
  readonly detail: string;
};

/** Thrown inside the reader and caught at its door: a row is refused at the first thing wrong with it. */
export class Reject extends Error {
  readonly reject: RowReject;
  constructor(code: string, field: OrderFieldName | null, detail: string) {
    super(detail);
    this.reject = { code, field, detail };
  }
}

/** Spreadsheets turn numbers into 17850.0; the number is meant. */
export function id(field: OrderFieldName, value: string): string {
  const bare = /^\d+\.0$/.test(value) ? value.slice(0, -2) : value;
  if (bare.length > 200) throw new Reject('too_long', field, 'A number of more than 200 characters.');
  return bare;
}
