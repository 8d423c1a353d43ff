import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { metricAnswer, metricList, metricRowsAnswer, metricTargetList } from './contract.ts';
import { openMetricRoutes } from './routes-fixture.ts';

let world: TestWorld;
let api: Awaited<ReturnType<typeof openMetricRoutes>>;

beforeAll(async () => {
  world = await openTestWorld();
  api = await openMetricRoutes(world);
  await world.columnar.insert(
    'events',
    [1, 2, 2].map((person) => ({
      organization_id: api.organizationId,
      day: '2026-03-02',
      event: 'Product Viewed',
      person,
      event_id: newId('event'),
      at: '2026-03-02T01:00:00.000Z',
      received_at: '2026-03-02T01:00:00.000Z',
      carrier: 'live',
    })),
    'three visits',
  );
});
afterAll(async () => {
  await api.close();
  await world.close();
});

const range = { from: '2026-03-02', to: '2026-03-02' };

describe('the metric API', () => {
  it('lists definitions and answers a question as its contract says', async () => {
    const list = metricList.parse((await api.send('GET', '/api/metrics')).body);
    expect(list.metrics.map(({ id }) => id)).toEqual(['uv', 'events_count']);
    expect((await api.send('GET', '/api/metrics/uv')).body).toMatchObject({
      names: { zh: '访客数' },
      additive: false,
    });
    expect((await api.send('GET', '/api/metrics/none')).status).toBe(404);

    const answer = await api.send('POST', '/api/metrics/query', {
      metrics: ['uv', 'events_count'],
      dimensions: ['carrier'],
      range,
      grain: 'day',
    });
    const { rows, meta } = metricAnswer.parse(answer.body);
    expect(rows).toEqual([
      { time: '2026-03-02', dimensions: { carrier: 'live' }, values: { uv: 2, events_count: 3 } },
    ]);
    expect(meta.sql).toContain('uniqExact');
  });

  it('shows the rows behind a number', async () => {
    const answer = await api.send('POST', '/api/metrics/rows', { metric: 'events_count', range });
    const { rows, sum, total, columns } = metricRowsAnswer.parse(answer.body);
    expect([sum, total, rows.length]).toEqual([3, 3, 3]);
    expect(columns.map(({ id }) => id)).toContain('name');
  });

  it('keeps targets', async () => {
    const target = { metric: 'uv', month: '2026-03', value: 100 };
    const kept = await api.send('PUT', '/api/metrics/targets', {
      targets: [target, { ...target, value: 120 }],
    });
    expect(metricTargetList.parse(kept.body).targets).toMatchObject([
      { metric: 'uv', month: '2026-03', value: 120 },
    ]);
    const none = await api.send('PUT', '/api/metrics/targets', { targets: [{ ...target, value: null }] });
    expect(none.body).toEqual({ targets: [] });
    const wrong = await api.send('PUT', '/api/metrics/targets', { targets: [{ ...target, metric: 'x' }] });
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'unknown_metric', errors: [{ field: 'targets.0.metric' }] },
    });
  });

  it.each([
    [{ metrics: ['nothing'], range }, 422, 'unknown_metric', 'metrics.0'],
    [{ metrics: ['uv'], range: { from: 'x', to: 'y' } }, 422, 'unprocessable', 'range.from'],
    [{ metrics: [], range }, 400, 'invalid_request', 'metrics'],
    [{ metrics: ['uv'], range, limit: 1e9 }, 400, 'invalid_request', 'limit'],
    [
      { metrics: ['uv'], range, filters: [{ dimension: 'shop', op: 'in', values: ["' OR 1=1"] }] },
      422,
      'unknown_value',
      'filters.0.values.0',
    ],
  ])('refuses %j and names the field', async (query, status, code, field) => {
    const answer = await api.send('POST', '/api/metrics/query', query);
    expect(answer).toMatchObject({ status, body: { code, errors: [{ field }] } });
  });

  it('answers nobody without a key', async () => {
    expect((await api.send('GET', '/api/metrics', undefined, { key: 'nonsense' })).status).toBe(401);
  });
});
