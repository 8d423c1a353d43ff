import { expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';

const done = (summary: object) => ({ kind: 'orders', state: 'done', summary }) as const;

it('an import says whether the file brought something new', () => {
  const whole = { orders: 3, refunds: 1, ordersChanged: 3, refundsChanged: 1 };
  expect(outcomeOf(done(whole))).toBe('all_new');
  expect(outcomeOf(done({ ...whole, ordersChanged: 1 }))).toBe('changed');
  expect(outcomeOf(done({ ...whole, ordersChanged: 0, refundsChanged: 0 }))).toBe('nothing_new');
  expect(outcomeOf(done({}))).toBe('unknown');
  expect(outcomeOf({ ...done(whole), state: 'cancelled' })).toBe('unknown');
  expect(outcomeOf({ ...done(whole), kind: 'events' })).toBe('unknown');
});
