import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importSender, marketNamespace, openEvents } from '#events';
import { newId, type ShopperId, showId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import { startRelay } from '#platform/outbox';
import { attributesSubscriber } from '../attributes/copy-attributes.ts';
import { type DeliveryWorld, openDeliveryWorld } from '../delivery/delivery-world-fixture.ts';
import { FactPrints } from '../layers/facts/fact-prints-store.ts';
import { buildDays } from '../layers/snapshots/keep-snapshots.ts';
import { keepFacets } from '../portrait/keep-facets.ts';
import { buyAsCustomers, fitCustomers } from './customers-fixture.ts';
import { type Sought, searchEverything } from './search-fixture.ts';

let world: DeliveryWorld;
beforeAll(async () => {
  world = await openDeliveryWorld();
});
afterAll(() => world?.close());

/** As many as the value of customers needs to be fitted. */
const shoppers = Array.from({ length: 150 }, () => newId('shopper'));

/** Everything that is kept of people. */
const kept = [
  'a file',
  'audience_deliveries.ever_held_out',
  'audience_deliveries.ever_people',
  'audience_deliveries.held_out',
  'audience_deliveries.people',
  'audiences.people',
  'event_group_members.person',
  'layer_snapshots.people',
  'people_groups.held_out',
  'people_groups.people',
  'person_attributes.person',
  'person_traits.person',
  'portrait_values.people',
  'value_scores.person',
];
/** What was done by a number, whoever it was, and whose number it is: a shopper's id, of which nothing more is known. */
const facts = ['events.person', 'order_lines.buyer', 'person_identities.person'];
/** What is to be told yet: of whom traits were said, until that is pruned; to webhooks, who entered. */
const passing = ['audience_webhook_parcels.persons', 'outbox.payload'];
/** The same of the erased: webhooks are told whom they are to forget, by ids. */
const passingAfter = [...passing, 'audience_webhook_parcels.ids'];

it('an erased person is nowhere but among facts, and does not come back', async () => {
  const { world: stores, mine, parts } = world;
  const { organizationId } = mine;
  const { records, columnar } = stores;
  // Numbers that nothing else looks like.
  const admin = new pg.Client({ connectionString: stores.recordsAdminUrl });
  await admin.connect();
  await admin.query("SELECT setval('person_numbers', 17345020)").finally(() => admin.end());
  const persons: number[] = [];
  for (const id of shoppers) persons.push(await world.shopper(id));
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const sought = (...places: readonly number[]): Sought => ({
    numbers: places.map((place) => persons[place] as number),
    texts: places
      .map((place) => shoppers[place] as ShopperId)
      .flatMap((id) => [sha256(showId('shopper', id)), sha256(id)]),
  });
  const erase = async (place: number) => {
    const payload = { shopperId: shoppers[place] as ShopperId };
    const message = { id: 1, organizationId: marketNamespace, traceparent: null, createdAt: new Date() };
    for (const { handle } of world.subscribers)
      await handle([{ ...message, topic: 'shoppers.erased', payload }]);
  };

  const events = openEvents({
    records,
    columnar,
    findWriteKey: async () => null,
    structureOf: parts.structureOf,
    instanceSecret: stores.instanceSecret,
  });
  const say = (messageId: string) =>
    events.ingest({
      sender: importSender(marketNamespace),
      events: shoppers.flatMap((userId) => [
        {
          type: 'identify',
          userId,
          traits: { gender: 'female', favourite: 'tea' },
          messageId: `${messageId} ${userId}`,
        },
        { type: 'group', userId, groupId: 'club', traits: {}, messageId: `${messageId} g ${userId}` },
      ]),
    });
  const attributes = attributesSubscriber(parts);
  const relay = startRelay(records, [attributes], (_, error) => world.onError(error));
  const describedOf = async () => {
    const { rows } = await columnar.query<{ persons: number }>(
      { kind: 'market' },
      { sql: 'SELECT count() AS persons FROM $person_attributes' },
    );
    return rows[0]?.persons;
  };
  const snapshots = { ...parts, prints: new FactPrints(columnar), onError: world.onError };
  const structure = await parts.structureOf(organizationId);
  const yesterday = addDays(dateOf(parts.now(), structure.organization.zone), -1);
  const days = [yesterday, addDays(yesterday, -8), addDays(yesterday, -40)];
  /** All that is kept of people, as the jobs of a night would. */
  const keepEverything = async () => {
    await say(newId('request'));
    await keepFacets(parts, organizationId);
    // Gathered at the same moment they would be the same batch, which is taken once.
    world.later(1);
    await buildDays(snapshots, structure, days);
    await fitCustomers({ ...parts, onError: world.onError }, organizationId);
    for (const row of await world.running()) await world.run(row);
    await world.groups.catchUp();
  };

  /** What webhooks have still to be told of somebody. */
  const waitingOf = async (person: number) => {
    const rows = await records.market((trx) =>
      trx
        .selectFrom('audience_webhook_parcels')
        .select('kind')
        .where(({ eb, val, fn }) => eb(val(person), '=', fn.any('persons')))
        .execute(),
    );
    return rows.map(({ kind }) => kind);
  };

  await buyAsCustomers(world, persons);
  await world.views(persons, 'marked');
  const live = await world.audience('marked');
  const frozen = await world.audience('marked', 'frozen');
  for (const target of ['ads', 'coupons', 'slots']) await world.deliver(live, { target, holdOutPercent: 50 });
  const file = (await world.deliver(frozen, { target: 'file', holdOutPercent: 0 })).body;
  const csv = async () => (await world.ask('GET', `/api/audience-deliveries/${file.id}/file`)).text();
  await expect.poll(async () => (await csv()).split('\n').length).toBe(152);
  await world.deliver(live, { target: 'webhook', url: 'http://127.0.0.1:9/people', holdOutPercent: 0 });
  await keepEverything();
  await expect.poll(describedOf).toBe(150);

  const everywhere = [...kept, ...facts, ...passing].sort();
  expect(await searchEverything(stores, sought(...shoppers.keys()))).toEqual(everywhere);
  for (const place of [7, 90]) {
    await erase(place);
    const left = [...facts, ...passingAfter, 'forgotten_persons.person'].sort();
    expect(await searchEverything(stores, sought(place))).toEqual(left);
    expect(await waitingOf(persons[place] as number)).toEqual(['erased']);
    await keepEverything();
    expect(await searchEverything(stores, sought(place))).toEqual(left);
    expect(await waitingOf(persons[place] as number)).toEqual(['erased']);
  }
  // Nobody else was lost on the way.
  const others = [...shoppers.keys()].filter((place) => place !== 7 && place !== 90);
  expect(await searchEverything(stores, sought(...others))).toEqual(everywhere);
  expect((await csv()).split('\n')).toHaveLength(150);
  await relay.stop();
  await events.close();
}, 600_000);
