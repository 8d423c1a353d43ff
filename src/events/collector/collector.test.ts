import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSpine, type Spine, view } from '../spine-fixture.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await openSpine();
});
afterAll(() => spine.close());
afterEach(() => {
  vi.useRealTimers();
});

describe('the collector', () => {
  it('takes a batch and answers when it can be counted', async () => {
    const answer = await spine.send('/v1/batch', {
      batch: [view({ userId: 'first' }), view({ userId: 'first' })],
    });
    expect(answer).toMatchObject({ status: 200, body: { success: true, accepted: 2, quarantined: 0 } });
    expect(await spine.count(`user_id = 'first'`)).toEqual({ events: 2, persons: 1 });
  });

  it('sorts properties into columns, and keeps the others as they came', async () => {
    const properties = {
      product_id: 'p\t1',
      carrier: 'short_video',
      source: 'search',
      account_type: 'partner',
      position: 3,
      watch_ms: 1200,
      price: 12.34,
      currency: 'cny',
      colour: "红'\\\n",
      deep: { list: [1, null] },
    };
    await spine.send('/v1/batch', { batch: [view({ userId: 'columns', properties })] });
    const { rows } = await spine.world.columnar.query<Record<string, unknown>>(
      { kind: 'organization', organizationId: spine.organizationId },
      {
        sql: `SELECT product_id, carrier, source, account_type, position, watch_ms, value, currency, properties,
                toString(at) AS at, toString(day) AS day FROM $events WHERE user_id = 'columns'`,
      },
    );
    const { properties: rest, ...row } = rows[0] ?? {};
    expect(row).toEqual({
      product_id: 'p\t1',
      carrier: 'short_video',
      source: 'search',
      account_type: 'partner',
      position: 3,
      watch_ms: 1200,
      value: 1234,
      currency: 'CNY',
      at: '2026-01-05 08:00:00.000',
      day: '2026-01-05',
    });
    expect(JSON.parse(String(rest))).toEqual({ price: 12.34, colour: "红'\\\n", deep: { list: [1, null] } });
  });

  it.each(['track', 'identify', 'page', 'screen', 'alias', 'group'])('takes /v1/%s', async (kind) => {
    const body = {
      ...view({ userId: `one-${kind}`, previousId: 'before', groupId: 'club' }),
      type: undefined,
    };
    expect((await spine.send(`/v1/${kind}`, body)).body).toEqual({
      success: true,
      accepted: 1,
      quarantined: 0,
    });
    expect((await spine.count(`user_id = 'one-${kind}'`)).events).toBe(1);
  });

  it('takes gzip, and the key in the body of a plain text from a browser', async () => {
    const packed = gzipSync(JSON.stringify({ batch: [view({ userId: 'packed' })] }));
    expect((await spine.send('/v1/batch', packed, undefined, { 'content-encoding': 'gzip' })).status).toBe(
      200,
    );
    const beacon = { ...view({ userId: 'beacon' }), writeKey: spine.keys.browser };
    const answer = await spine.send('/v1/t', beacon, null, { 'content-type': 'text/plain' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await spine.app.request('/v1/batch', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('refuses what cannot be a request, with a problem document', async () => {
    const key = spine.keys.server;
    expect((await spine.send('/v1/batch', '{"batch":')).status).toBe(400);
    expect((await spine.send('/v1/batch', '[]')).status).toBe(400);
    expect((await spine.send('/v1/batch', { batch: 1 })).body).toMatchObject({ code: 'invalid_request' });
    expect((await spine.send('/v1/batch', { batch: [] }, 'wrong')).status).toBe(401);
    expect((await spine.send('/v1/batch', { batch: [] }, null)).body).toMatchObject({ code: 'wrong_key' });
    expect((await spine.send('/v1/batch', ' '.repeat(512_001))).status).toBe(413);
    expect((await spine.send('/v1/batch', 'no gzip', key, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await spine.send('/v1/batch', '{}', key, { 'content-encoding': 'br' })).status).toBe(415);
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
    expect((await spine.send('/v1/batch', bomb, key, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('limits the requests of one key and says when to come again', async () => {
    // Time stands still, or a slow machine would earn another request meanwhile.
    vi.useFakeTimers({ toFake: ['performance'] });
    const { routes } = spine.open({ requestsPerSecondMax: 0.2 });
    const ask = () =>
      routes.request('/v1/batch', {
        method: 'POST',
        headers: { authorization: `Bearer ${spine.keys.server}` },
        body: '{"batch":[]}',
      });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('lets good events in beside bad ones, across all the years it accepts', async () => {
    const tomorrow = new Date(Date.now() + 80_000_000).toISOString();
    const years = [...Array(26).keys()].flatMap((year) =>
      ['01', '03', '05', '07', '09', '11'].map((month) =>
        view({ userId: 'old', timestamp: `${2000 + year}-${month}-01T00:00:00+08:00` }),
      ),
    );
    const [, ...within] = years;
    const bad = [years[0], view({ timestamp: 'yesterday' }), view({ event: '' }), 'text', null];
    const answer = await spine.send('/v1/batch', {
      batch: [...bad, ...within, view({ userId: 'old', timestamp: tomorrow })],
    });
    expect(answer.body).toEqual({ success: true, accepted: within.length + 1, quarantined: bad.length });
    expect((await spine.count(`user_id = 'old'`)).events).toBe(within.length + 1);
  });
});

describe('a repeated message counts once', () => {
  it('in one batch, in another, at once, and after a restart', async () => {
    const event = view({ userId: 'again' });
    await spine.send('/v1/batch', { batch: [event, event] });
    await Promise.all(
      [1, 2, 3].map((n) => spine.send('/v1/batch', { batch: [event, view({ userId: `other-${n}` })] })),
    );
    const restarted = spine.open();
    await restarted.ingest({
      sender: {
        organizationId: spine.organizationId,
        kind: 'server',
        writeKeyId: spine.organizationId,
        shopId: spine.shopId,
      },
      events: [event],
    });
    expect((await spine.count(`user_id = 'again'`)).events).toBe(1);
  });

  it('also where it has no time of its own', async () => {
    const event = view({ userId: 'timeless', timestamp: undefined });
    await spine.send('/v1/batch', { batch: [event, event] });
    await Promise.all([1, 2, 3].map(() => spine.send('/v1/batch', { batch: [event] })));
    await new Promise((wait) => setTimeout(wait, 20));
    expect((await spine.send('/v1/batch', { batch: [event] })).body.accepted).toBe(1);
    expect((await spine.count(`user_id = 'timeless'`)).events).toBe(1);
  });

  it('while another organisation may use the same message id', async () => {
    const other = await spine.newKeys(await spine.world.newOrganization());
    const event = view({ userId: 'shared' });
    await spine.send('/v1/batch', { batch: [event] });
    await spine.send('/v1/batch', { batch: [event] }, other.server);
    expect((await spine.count(`user_id = 'shared'`)).events).toBe(1);
  });
});

describe('money', () => {
  const order = (more: Record<string, unknown> = {}) =>
    view({ event: 'Order Completed', properties: { order_id: 'o1', total: 99.9, currency: 'CNY' }, ...more });
  const told = async () => {
    const { rows } = await spine.world.records.marketPool.query(
      `SELECT payload FROM outbox WHERE topic = 'events.money' AND organization_id = $1 ORDER BY id`,
      [spine.organizationId],
    );
    return rows.map(({ payload }) => payload);
  };

  it('of a server key is told to the shop once, and is an event as well', async () => {
    const event = order({ userId: 'buyer', messageId: 'order-1' });
    await Promise.all([1, 2, 3].map(() => spine.send('/v1/batch', { batch: [event, event] })));
    expect(await told()).toEqual([
      {
        organizationId: spine.organizationId,
        shopId: spine.shopId,
        event: 'Order Completed',
        messageId: 'order-1',
        timestamp: '2026-01-05T08:00:00.000Z',
        userId: 'buyer',
        properties: { order_id: 'o1', total: 99.9, currency: 'CNY' },
      },
    ]);
    expect((await spine.count(`user_id = 'buyer' AND value = 9990`)).events).toBe(1);
  });

  it('of a browser key goes to the quarantine', async () => {
    const before = (await told()).length;
    const answer = await spine.send('/v1/batch', { batch: [order(), view()] }, spine.keys.browser);
    expect(answer.body).toEqual({ success: true, accepted: 1, quarantined: 1 });
    expect(await told()).toHaveLength(before);
  });
});
