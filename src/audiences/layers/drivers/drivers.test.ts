import { afterAll, beforeAll, expect, it } from 'vitest';
import { Forgotten } from '#events';
import { asId, newId, nilUuid, type OrganizationId, showId } from '#kernel/ids';
import { addDays } from '#kernel/time';
import type { Structure } from '#organisations';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { between, randomOf, wholeBetween } from '#science/random';
import { askDrivers, understand } from '../ask-layers.ts';
import { FactPrints } from '../facts/fact-prints-store.ts';
import { openPlaces, standByHand, startOf } from '../layer-world-fixture.ts';
import type { SnapshotParts } from '../snapshots/keep-snapshots.ts';
import { driversOf } from './drivers.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';
const [before, day] = ['2026-05-01', '2026-05-08'];

it('counts what those who moved and those who stayed touched, before they bought', async () => {
  const organizationId: OrganizationId = await world.newOrganization({ zone });
  const { brands, shops } = openPlaces();
  const accountId = newId('account');
  const random = randomOf('drivers');
  const whole = (low: number, high: number) => wholeBetween(random, low, high);
  const spanMs = [startOf(before, zone, 20), startOf(addDays(day, 1), zone)] as const;
  const events = Array.from({ length: 6_000 }, () => ({
    person: whole(1, 150),
    atMs: Math.floor(between(random, ...spanMs)),
    content: whole(0, 1) === 0 ? '' : `video-${whole(1, 4)}`,
    room: whole(0, 2) === 0 ? 'room-1' : '',
    plan: whole(0, 5) === 0 ? 'plan-1' : '',
    sku: whole(0, 3) === 0 ? 'sku-1' : '',
    shop: whole(0, 1),
  }));
  const orders = Array.from({ length: 90 }, () => ({
    person: whole(1, 150),
    atMs: Math.floor(between(random, startOf(before, zone, 2), spanMs[1])),
    shop: whole(0, 1),
  }));
  const row = (shop: number) => ({
    organization_id: organizationId,
    brand_id: brands[0],
    shop_id: shops[shop],
  });
  await world.columnar.insert(
    'events',
    events.map((one) => ({
      ...row(one.shop),
      day: new Date(one.atMs).toISOString().slice(0, 10),
      event: 'Content Played',
      person: one.person,
      event_id: newId('event'),
      at: new Date(one.atMs).toISOString(),
      received_at: new Date(one.atMs).toISOString(),
      content_id: one.content,
      room_id: one.room,
      plan_id: one.plan,
      sku: one.sku,
      account_id: one.room ? accountId : nilUuid,
      creator_id: one.room ? '' : 'creator-1',
      carrier: one.sku ? 'product_card' : 'short_video',
    })),
    newId('request'),
  );
  await world.columnar.insert(
    'order_lines',
    orders.map((one) => ({
      ...row(one.shop),
      paid_day: new Date(one.atMs).toISOString().slice(0, 10),
      order_id: newId('order'),
      line_id: newId('orderLine'),
      version: 1,
      paid_at: new Date(one.atMs).toISOString(),
      ordered_at: new Date(one.atMs).toISOString(),
      buyer: one.person,
    })),
    newId('request'),
  );
  const structure: Structure = {
    organization: { id: organizationId, name: 'Stall', zone, currency: 'CNY', simulated: false },
    brands: brands.map((id) => ({ id, name: 'Brand', zone, archived: false })),
    shops: shops.map((id) => ({
      id,
      brandId: asId('brand', brands[0]),
      name: 'Shop',
      platform: 'meadow',
      currency: 'CNY',
      externalId: null,
      archived: false,
    })),
    accounts: [],
  };
  const parts: SnapshotParts = {
    columnar: world.columnar,
    forgotten: new Forgotten(world.records),
    prints: new FactPrints(world.columnar),
    structureOf: async () => structure,
    now: () => startOf(day, zone, -3),
    onError: (error) => {
      throw error;
    },
  };
  for (const shopId of [undefined, showId('shop', asId('shop', shops[1]))]) {
    const asked = await understand(parts, organizationId, {
      view: 'layers',
      periodDays: 7,
      shopId,
      day,
      compareDay: before,
    });
    if (!asked.ok) throw new Error(asked.refusal.detail);
    const found = await askDrivers(parts, asked.value, { from: 'high_potential', to: 'first_order' });
    if (!found.ok) throw new Error(found.refusal.detail);

    const mine = (place: number) => asked.value.holder === nilUuid || place === 1;
    const people = {
      events: events.map((one) => ({
        ...one,
        eventId: '',
        event: 'Content Played',
        place: one.shop,
        watchMs: 0,
        durationMs: 0,
      })),
      orders: orders.map((one) => ({ ...one, lineId: '', place: one.shop, deleted: 0 as const })),
    };
    const persons = Array.from({ length: 150 }, (_, n) => n + 1);
    const at = (of: string) => standByHand(people, of, zone, 7, mine, (person) => person, persons);
    const [stood, stand] = [at(before), at(day)];
    const could = persons.filter((person) => stood.get(person) === 'high_potential');
    const movers = new Set(could.filter((person) => stand.get(person) === 'first_order'));
    expect(found.value.movers).toBe(movers.size);
    expect(found.value.others).toBe(could.length - movers.size);
    expect(movers.size).toBeGreaterThan(3);
    const [fromMs, toMs] = [startOf(addDays(before, 1), zone), startOf(addDays(day, 1), zone)];
    const touchedBy = (person: number, kind: string, id: string) => {
      const paid = orders.filter(
        (one) => one.person === person && mine(one.shop) && one.atMs >= fromMs && one.atMs < toMs,
      );
      const until = Math.min(toMs, ...paid.map(({ atMs }) => atMs));
      return events.some(
        (one) =>
          one.person === person &&
          mine(one.shop) &&
          one.atMs >= fromMs &&
          one.atMs < until &&
          { content: one.content, live: one.room, ad: one.plan, product_card: one.sku }[kind] === id,
      );
    };
    expect(found.value.drivers.length).toBeGreaterThan(3);
    for (const { kind, id, ...driver } of found.value.drivers) {
      const reached = could.filter((person) => touchedBy(person, kind, id));
      const moved = reached.filter((person) => movers.has(person)).length;
      expect([driver.movers, driver.others], `${kind} ${id}`).toEqual([moved, reached.length - moved]);
      if (kind === 'live') expect([driver.accountId, driver.creatorId]).toEqual([accountId, '']);
      else expect(driver.creatorId).toBe('creator-1');
    }
  }
});

it('ranks by what is sure, and leaves out what too few touched', () => {
  const ours = { accountId: nilUuid, creatorId: '' };
  const touched = [
    { kind: 'content', id: 'clear', ...ours, movers: 50, others: 20 },
    { kind: 'content', id: 'vague', ...ours, movers: 3, others: 4 },
    { kind: 'content', id: 'few', ...ours, movers: 2, others: 0 },
    { kind: 'ad', id: 'against', ...ours, movers: 5, others: 400 },
  ] as const;
  const drivers = driversOf({ movers: 100, others: 1_000, touched });
  expect(drivers.map(({ id, isSure }) => [id, isSure])).toEqual([
    ['clear', true],
    ['vague', true],
    ['against', true],
  ]);
  expect(drivers[0]?.lift.ratio).toBeCloseTo(25, 0);
  expect(drivers[2]?.lift.high).toBeLessThan(1);
});
