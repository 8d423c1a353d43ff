import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { registerMetrics } from './definitions/registry.ts';
import { openMetrics } from './open-metrics.ts';
import { visitorMetrics } from './visits/visitors.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

async function visit(organizationId: OrganizationId, person: number): Promise<void> {
  const at = '2026-03-02T01:00:00.000Z';
  const row = { day: '2026-03-02', event: 'Product Viewed', person, at, received_at: at };
  await world.columnar.insert(
    'events',
    [{ ...row, organization_id: organizationId, event_id: newId('event') }],
    newId('request'),
  );
}

it('gives a kept answer again until it is told that facts have changed, and only that organisation', async () => {
  const [organizationId, other] = [await world.newOrganization({}), await world.newOrganization({})];
  let name = 'Kept';
  const metrics = openMetrics({
    records: world.records,
    columnar: world.columnar,
    registry: registerMetrics(visitorMetrics),
    structureOf: async (id) => ({
      organization: { id, name, zone: 'Asia/Shanghai', currency: 'CNY', simulated: false },
      brands: [],
      shops: [],
      accounts: [],
    }),
    keepMs: { beside: 600_000, answers: 600_000 },
  });
  const range = { from: '2026-03-02', to: '2026-03-02' };
  const visitors = async (of: OrganizationId) => {
    const question = { metrics: ['uv'], dimensions: [], filters: [], range, grain: 'all' as const };
    const answer = await metrics.query(of, question);
    if (!answer.ok) throw new Error(answer.refusal.detail);
    return answer.value.rows[0]?.values.uv;
  };
  await visit(organizationId, 1);
  await visit(other, 1);
  expect([await visitors(organizationId), await visitors(other)]).toEqual([1, 1]);
  await visit(organizationId, 2);
  await visit(other, 2);
  expect(await visitors(organizationId)).toBe(1);
  metrics.forget(organizationId);
  expect([await visitors(organizationId), await visitors(other)]).toEqual([2, 1]);
  // What an organisation is called or where it lives is part of its answers.
  name = 'Renamed';
  expect(await visitors(other)).toBe(2);
});
