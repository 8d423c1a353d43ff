import { expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { readTracking } from './read-tracking.ts';

const one = showId('order', '01890000-0000-7000-8000-000000000001');
const other = showId('order', '01890000-0000-7000-8000-000000000002');

it('reads what a spreadsheet gives, with its heading, in either order of the columns', () => {
  expect(readTracking(`Order\tTracking\n${one}\tSF123\n\nYT-9, ${other}\n`)).toEqual({
    parcels: [
      { orderId: one, trackingNumber: 'SF123' },
      { orderId: other, trackingNumber: 'YT-9' },
    ],
    unreadable: [],
  });
});

it('says which lines it cannot read, and takes the last number of an order given twice', () => {
  const { parcels, unreadable } = readTracking(`${one} A1\nnot an order B2\n${one} A2\n${other}`);
  expect(parcels).toEqual([{ orderId: one, trackingNumber: 'A2' }]);
  expect(unreadable).toEqual([2, 4]);
});
