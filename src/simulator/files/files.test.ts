import { expect, it } from 'vitest';
import { liveThrough, openWorld, smallSize } from '../world/world.ts';
import { eventFilePieces, identifyLines } from './event-file.ts';
import { orderFileHeader, orderFileLines } from './order-file.ts';

const world = openWorld('files', Date.parse('2026-03-18T04:00:00Z'), smallSize);
const days = [...liveThrough(world)];

it('every event is one line of JSON with its own message id, a person and a touch', () => {
  const ids = new Set<string>();
  let count = 0;
  for (const day of days) {
    const text = Buffer.concat([...eventFilePieces(day)]).toString();
    for (const line of text.trimEnd().split('\n')) {
      const event = JSON.parse(line);
      ids.add(event.messageId);
      count++;
      expect(event.userId ?? event.anonymousId).toBeTruthy();
      expect(event.properties.carrier).toMatch(/^(live|short_video|product_card)$/);
      expect(event.properties.account_type).toMatch(/^(self|partner|none)$/);
      expect(event.properties.source && event.properties.request_id && event.properties.shop_id).toBeTruthy();
    }
  }
  expect(count).toBe(days.flatMap((day) => day.visits).reduce((sum, visit) => sum + visit.events.length, 0));
  expect(ids.size).toBe(count);
});

it('every order line stands in the order file with all its columns and a touch', () => {
  const columns = orderFileHeader.trimEnd().split(',');
  const text = days.flatMap((day) => day.orders.map((order) => orderFileLines(order))).join('');
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(
    days.flatMap((day) => day.orders).reduce((sum, order) => sum + order.lines.length, 0),
  );
  for (const line of lines) {
    const cells = line.split(',');
    expect(cells).toHaveLength(columns.length);
    for (const column of ['carrier', 'source', 'account_type', 'request_id']) {
      expect(cells[columns.indexOf(column)]).not.toBe('');
    }
  }
});

it('shoppers are identified with what the field records of people', () => {
  const [first] = identifyLines(world.shoppers, 0).toString().split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({
    type: 'identify',
    userId: 'c00001',
    traits: { birth_year: expect.any(Number), gender: expect.any(String), city_tier: expect.any(String) },
  });
});
