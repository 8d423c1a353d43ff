import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSpine, type Spine, view } from '../spine-fixture.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await openSpine();
});
afterAll(() => spine.close());

const bad: readonly (readonly [string, unknown, string, string])[] = [
  ['no object', 7, 'not_an_object', ''],
  ['an unknown type', view({ type: 'shout' }), 'invalid_type', 'type'],
  ['no name', view({ event: undefined }), 'missing_field', 'event'],
  ['nobody', view({ userId: undefined }), 'missing_identity', 'userId'],
  ['a message id that is none', view({ messageId: 'a\u0000b' }), 'invalid_field', 'messageId'],
  ['half a character in an id', view({ userId: '\ud800' }), 'invalid_field', 'userId'],
  ['a time that is none', view({ timestamp: 'soon' }), 'invalid_timestamp', 'timestamp'],
  ['a time before 2000', view({ timestamp: '1999-12-31T23:59:59Z' }), 'timestamp_out_of_bounds', 'timestamp'],
  [
    'the day after tomorrow',
    view({ timestamp: new Date(Date.now() + 2 * 86_400_000).toISOString() }),
    'timestamp_out_of_bounds',
    'timestamp',
  ],
  [
    'a carrier that is none',
    view({ properties: { carrier: 'ads' } }),
    'invalid_property',
    'properties.carrier',
  ],
  [
    'a position that is none',
    view({ properties: { position: -1 } }),
    'invalid_property',
    'properties.position',
  ],
  ['properties that are a list', view({ properties: [] }), 'invalid_field', 'properties'],
  [
    'an order without a number',
    view({ event: 'Order Completed', properties: {} }),
    'missing_property',
    'properties.order_id',
  ],
  ['too much', view({ properties: { text: '长'.repeat(11_000) } }), 'event_too_large', ''],
  [
    'too deep',
    view({ properties: { deep: JSON.parse('['.repeat(60_000) + ']'.repeat(60_000)) } }),
    'event_too_large',
    '',
  ],
];

it.each(bad)('refuses %s by itself and says why', async (_, event, code, field) => {
  const text = JSON.stringify({ batch: [view()] });
  const raw = code === 'event_too_large' && field === '' ? deepText(event) : JSON.stringify(event);
  const answer = await spine.send('/v1/batch', `${text.slice(0, -2)},${raw}]}`);
  expect(answer.body).toEqual({ success: true, accepted: 1, quarantined: 1 });
  const { body } = await spine.ask('GET', `/api/quarantine?limit=1&code=${code}`);
  expect(body.items[0]).toMatchObject({ code, field, state: 'open' });
  expect(body.items[0].raw.length).toBeLessThanOrEqual(4_096);
});

/** `JSON.stringify` cannot print the deep one, which is the point of it. */
function deepText(event: unknown): string {
  try {
    return JSON.stringify(event);
  } catch {
    return `{"type":"track","event":"Deep","userId":"d","properties":{"deep":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`;
  }
}

it('lists in pages that neither repeat nor lose an entry, and counts by reason', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const { status, body } = await spine.ask(
      'GET',
      `/api/quarantine?limit=4${cursor && `&cursor=${cursor}`}`,
    );
    expect(status).toBe(200);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor ?? '';
  } while (cursor !== '');
  expect(new Set(seen).size).toBe(seen.length);
  const { body } = await spine.ask('GET', '/api/quarantine/reasons');
  expect(body.total).toBe(seen.length);
  expect(body.reasons).toContainEqual(
    expect.objectContaining({ code: 'invalid_property', field: 'properties.carrier', count: 1 }),
  );
});

it('keeps one entry for an event that is refused again', async () => {
  const event = view({ timestamp: 'never' });
  for (const _ of [1, 2]) await spine.send('/v1/batch', { batch: [event] });
  const { body } = await spine.ask('GET', '/api/quarantine?code=invalid_timestamp&limit=200');
  expect(
    body.items.filter(({ messageId }: { messageId: string }) => messageId === event.messageId),
  ).toHaveLength(1);
});

it('tries again what was mended, once', async () => {
  const event = view({ userId: 'mended', timestamp: 'nie' });
  await spine.send('/v1/batch', { batch: [event] });
  const { body } = await spine.ask('GET', '/api/quarantine?code=invalid_timestamp&limit=1');
  const { id } = body.items[0];
  expect((await spine.ask('POST', `/api/quarantine/${id}/retry`, {})).status).toBe(422);
  const mended = { ...event, timestamp: '2026-01-05T00:00:00Z' };
  expect((await spine.ask('POST', `/api/quarantine/${id}/retry`, { event: mended })).body).toEqual({
    id,
    state: 'retried',
  });
  expect((await spine.count(`user_id = 'mended'`)).events).toBe(1);
  expect((await spine.ask('POST', `/api/quarantine/${id}/retry`, { event: mended })).body.code).toBe(
    'conflict',
  );
});

it('does not let money in by a retry of a browser event', async () => {
  const event = view({ event: 'Order Completed', properties: { order_id: 'o', total: 1 } });
  await spine.send('/v1/batch', { batch: [event] }, spine.keys.browser);
  const { body } = await spine.ask('GET', '/api/quarantine?code=money_needs_server_key&limit=1');
  expect((await spine.ask('POST', `/api/quarantine/${body.items[0].id}/retry`, {})).status).toBe(422);
  expect((await spine.ask('POST', `/api/quarantine/${body.items[0].id}/dismiss`)).body.state).toBe(
    'dismissed',
  );
});

it('is closed to another organisation and to whoever may not read events', async () => {
  const other = await spine.newKeys(await spine.world.newOrganization());
  const { body } = await spine.ask('GET', '/api/quarantine?limit=1');
  expect((await spine.ask('GET', `/api/quarantine/${body.items[0].id}`)).status).toBe(200);
  expect((await spine.ask('GET', `/api/quarantine/${body.items[0].id}`, undefined, other.api)).status).toBe(
    404,
  );
  expect((await spine.ask('GET', '/api/quarantine', undefined, other.api)).body.items).toEqual([]);
  expect((await spine.ask('GET', '/api/quarantine', undefined, 'no key')).status).toBe(401);
});

it('sources tell what arrived through each key, what it was, and how late', async () => {
  const { body } = await spine.ask('GET', '/api/sources');
  const server = body.items.find(({ kind }: { kind: string }) => kind === 'server');
  expect(server.events24h).toBeGreaterThan(0);
  expect(server.quarantined7d).toBeGreaterThan(0);
  expect(server.errorShare).toBeGreaterThan(0);
  expect(server.delayMs).toBeGreaterThan(0);
  const recent = await spine.ask('GET', '/api/sources/events?limit=3&event=Product%20Viewed');
  expect(recent.status).toBe(200);
  expect(recent.body.items[0]).toMatchObject({ event: 'Product Viewed', properties: { product_id: 'p1' } });
  const catalogue = await spine.ask('GET', '/api/sources/catalogue');
  expect(catalogue.status).toBe(200);
  expect(catalogue.body.items.map(({ name }: { name: string }) => name)).toContain('Live Entered');
});
