import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cancellation, type RefundableLine, tieCancellations } from './tie-cancellation.ts';

const line = (
  lineId: string,
  paidAtMs: number,
  quantityLeft: number,
  amountLeft: number,
): RefundableLine => ({
  lineId,
  orderId: `order of ${lineId}`,
  sku: 'scarf',
  paidAtMs,
  quantityLeft,
  amountLeft,
});
const cancellation = (atMs: number, quantity: number, amount: number, orderId = ''): Cancellation => ({
  key: `${atMs}`,
  sku: 'scarf',
  atMs,
  quantity,
  amount,
  orderId,
});

describe('a cancellation without its order', () => {
  it('takes back the latest purchase first, over several lines', () => {
    const ties = tieCancellations(
      [cancellation(9, 5, 500)],
      [line('old', 1, 10, 1000), line('new', 5, 3, 300)],
    );
    expect(ties).toMatchObject([
      { lineId: 'new', quantity: 3, amount: 300 },
      { lineId: 'old', quantity: 2, amount: 200 },
    ]);
  });

  it('never takes back what was bought later', () => {
    expect(tieCancellations([cancellation(4, 1, 100)], [line('later', 5, 3, 300)])).toMatchObject([
      { lineId: null, quantity: 1 },
    ]);
  });

  it('prefers the order it names', () => {
    const lines = [line('new', 5, 3, 300), line('named', 1, 3, 300)];
    expect(tieCancellations([cancellation(9, 1, 100, 'order of named')], lines)).toMatchObject([
      { lineId: 'named' },
    ]);
  });

  it('leaves a line alone whose price was lower than what is given back', () => {
    expect(tieCancellations([cancellation(9, 2, 500)], [line('cheap', 5, 3, 300)])).toMatchObject([
      { lineId: null, amount: 500 },
    ]);
  });

  it('gives back exactly what was cancelled and never more than was bought', () => {
    const skus = fc.constantFrom('a', 'b');
    const moment = fc.integer({ min: 0, max: 20 });
    const lines = fc.array(
      fc.tuple(skus, moment, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 500 })),
      { maxLength: 8 },
    );
    const cancelled = fc.array(
      fc.tuple(skus, moment, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 500 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, cancelled, (bought, taken) => {
        const refundable = bought.map(([sku, paidAtMs, quantityLeft, amountLeft], index) => ({
          lineId: `l${index}`,
          orderId: `o${index % 3}`,
          sku,
          paidAtMs,
          quantityLeft,
          amountLeft,
        }));
        const cancellations = taken.map(([sku, atMs, quantity, amount], index) => ({
          key: `c${index}`,
          sku,
          atMs,
          quantity,
          amount,
          orderId: `o${index % 4}`,
        }));
        const ties = tieCancellations(cancellations, refundable);
        const total = (rows: readonly { quantity: number; amount: number }[]) =>
          rows.reduce((sum, row) => [sum[0] + row.quantity, sum[1] + row.amount] as [number, number], [
            0, 0,
          ] as [number, number]);
        for (const { key, quantity, amount } of cancellations) {
          expect(total(ties.filter((tie) => tie.key === key))).toEqual([quantity, amount]);
        }
        for (const { lineId, quantityLeft, amountLeft, paidAtMs, sku } of refundable) {
          const [quantity, amount] = total(ties.filter((tie) => tie.lineId === lineId));
          expect(quantity).toBeLessThanOrEqual(quantityLeft);
          expect(amount).toBeLessThanOrEqual(amountLeft);
          for (const tie of ties.filter((tied) => tied.lineId === lineId)) {
            const from = cancellations.find((one) => one.key === tie.key);
            expect(from).toMatchObject({ sku });
            expect(from?.atMs).toBeGreaterThanOrEqual(paidAtMs);
          }
        }
        const again = tieCancellations([...cancellations].reverse(), [...refundable].reverse());
        expect(again).toEqual(ties);
      }),
    );
  });
});
