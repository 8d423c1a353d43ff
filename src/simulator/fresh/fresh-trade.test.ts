import { expect, it } from 'vitest';
import { freshTrade } from './fresh-trade.ts';

const nowMs = Date.parse('2026-03-18T04:00:00Z');

it('fresh orders are paid within the last seconds, each after the visit that led to it', () => {
  const messages = freshTrade('test', 3, nowMs);
  const orders = messages.filter(({ event }) => event === 'Order Completed');
  expect(orders).toHaveLength(3);
  expect(Date.parse(String(orders.at(-1)?.timestamp))).toBe(nowMs);
  expect(messages.every(({ timestamp }) => Date.parse(String(timestamp)) <= nowMs)).toBe(true);
  expect(messages.filter(({ event }) => event === 'Product Clicked').length).toBeGreaterThanOrEqual(3);
  expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
});
