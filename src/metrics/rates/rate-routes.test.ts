import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openMetricRoutes } from '../routes-fixture.ts';

let world: TestWorld;
let api: Awaited<ReturnType<typeof openMetricRoutes>>;
beforeAll(async () => {
  world = await openTestWorld();
  api = await openMetricRoutes(world);
});
afterAll(async () => {
  await api.close();
  await world.close();
});

const path = '/api/metrics/rates';
const rate = (day: string, currency: string, value: number, base = 'CNY') => ({
  day,
  currency,
  base,
  rate: value,
});
const put = (...rates: object[]) => api.send('PUT', path, { rates });

describe('exchange rates', () => {
  it('are kept, replaced, listed with the latest day first, and taken away by day', async () => {
    await put(
      rate('2026-03-02', 'USD', 7.1),
      rate('2026-03-02', 'JPY', 0.0482),
      rate('2026-03-03', 'USD', 7.2),
    );
    expect((await put(rate('2026-03-02', 'USD', 7.15))).body).toEqual({
      rates: [rate('2026-03-02', 'USD', 7.15)],
    });
    const first = await api.send('GET', `${path}?limit=2`);
    expect(first.body).toMatchObject({
      items: [rate('2026-03-03', 'USD', 7.2), rate('2026-03-02', 'JPY', 0.0482)],
      nextCursor: expect.any(String),
    });
    const { nextCursor } = first.body as { nextCursor: string };
    expect((await api.send('GET', `${path}?limit=2&cursor=${encodeURIComponent(nextCursor)}`)).body).toEqual({
      items: [rate('2026-03-02', 'USD', 7.15)],
      nextCursor: null,
    });
    expect((await api.send('GET', `${path}?currency=JPY`)).body).toMatchObject({
      items: [{ currency: 'JPY' }],
    });

    const gone = await api.send('DELETE', `${path}/2026-03-02?currency=USD`);
    expect(gone.body).toEqual({ rates: [rate('2026-03-02', 'USD', 7.15)] });
    expect((await api.send('DELETE', `${path}/2026-03-02`)).body).toMatchObject({
      rates: [{ currency: 'JPY' }],
    });
    expect(await api.send('DELETE', `${path}/2026-03-02`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('are refused with the field that is wrong, all or none', async () => {
    const refused = async (field: string, status: number, ...rates: object[]) =>
      expect(await put(...rates)).toMatchObject({ status, body: { errors: [{ field }] } });
    const good = rate('2026-04-01', 'EUR', 7.8);
    await refused('rates.1.base', 422, good, rate('2026-04-01', 'CNY', 1));
    await refused('rates.1.day', 422, good, { ...good, rate: 7.9 });
    await refused('rates.0.day', 400, rate('2026-02-30', 'EUR', 7.8));
    await refused('rates.0.rate', 400, rate('2026-04-01', 'EUR', 0));
    await refused('rates.0.currency', 400, rate('2026-04-01', 'euro', 7.8));
    expect((await api.send('GET', `${path}?currency=EUR`)).body).toEqual({ items: [], nextCursor: null });
    expect((await api.send('DELETE', `${path}/yesterday`)).status).toBe(400);
    expect((await api.send('GET', `${path}?cursor=mine`)).status).toBe(400);
  });

  it('are written down in the audit log, and a repeat of the same request is answered from memory', async () => {
    const headers = { 'idempotency-key': 'rates-of-may' };
    const body = { rates: [rate('2026-05-02', 'USD', 7), rate('2026-05-01', 'USD', 7)] };
    await api.send('PUT', path, body, { headers });
    const again = await api.send('PUT', path, body, { headers });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    await api.send('DELETE', `${path}/2026-05-01`);
    const { items } = (await api.send('GET', '/api/audit-log')).body as {
      items: { action: string; detail: unknown }[];
    };
    const ofMay = items.filter(({ detail }) => JSON.stringify(detail).includes('2026-05'));
    expect(ofMay.map(({ action, detail }) => [action, detail])).toEqual([
      ['rates.removed', { rates: 1, day: '2026-05-01' }],
      ['rates.set', { rates: 2, from: '2026-05-01', to: '2026-05-02' }],
    ]);
  });

  it('are seen and taken away by their own organisation only', async () => {
    await put(rate('2026-06-01', 'USD', 7));
    const { apiKey: key } = await api.found('Stranger');
    expect((await api.send('GET', path, undefined, { key })).body).toEqual({ items: [], nextCursor: null });
    expect((await api.send('DELETE', `${path}/2026-06-01`, undefined, { key })).status).toBe(404);
    expect((await api.send('GET', `${path}?currency=USD`)).body).toMatchObject({
      items: expect.arrayContaining([rate('2026-06-01', 'USD', 7)]),
    });
  });
});
