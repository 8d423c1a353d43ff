import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { marketNamespace, numbersOfPersons, openEvents } from '#events';
import { type GroupId, newId, parseId, type ShopperId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { type DeliveryWorld, openDeliveryWorld } from '../delivery/delivery-world-fixture.ts';
import { keepUp } from '../delivery/open-deliveries.ts';
import { keepFacets } from '../portrait/keep-facets.ts';
import { countKeptFacets } from '../portrait/kept-facets-store.ts';

let world: DeliveryWorld;
beforeAll(async () => {
  world = await openDeliveryWorld();
});
afterAll(() => world?.close());

const path = '/api/audience-deliveries';
const tell = async (topic: string, payload: object) => {
  const message = { id: 1, organizationId: marketNamespace, traceparent: null, createdAt: new Date() };
  for (const { handle } of world.subscribers) await handle([{ ...message, topic, payload }]);
};
const erase = (shopperId: ShopperId) => tell('shoppers.erased', { shopperId });

it('reaches groups, lists, files, portraits and the queue of webhooks, and holds when audiences are asked again', async () => {
  const shoppers = Array.from({ length: 40 }, () => newId('shopper'));
  const persons: number[] = [];
  for (const id of shoppers) persons.push(await world.shopper(id));
  await world.views(persons, 'marked');
  const live = await world.audience('marked');
  const frozen = await world.audience('marked', 'frozen');
  const ads = (await world.deliver(live, { target: 'ads', holdOutPercent: 30 })).body;
  const file = (await world.deliver(frozen, { target: 'file', holdOutPercent: 0 })).body;
  // Nobody answers there: what it is to be told stays in the queue.
  const hook = (
    await world.deliver(live, { target: 'webhook', url: 'http://127.0.0.1:9/people', holdOutPercent: 0 })
  ).body;
  const csv = async () => (await world.ask('GET', `${path}/${file.id}/file`)).text();
  await expect.poll(async () => (await csv()).split('\n').length).toBe(42);
  await world.groups.catchUp();
  const group = parseId('group', ads.groupId ?? '') as GroupId;
  const heldOut = persons.findIndex((one) => world.groups.isHeldOut(group, one));
  const member = persons.findIndex((one) => world.groups.isMember(group, one));
  const hashOf = (place: number) =>
    createHash('sha256')
      .update(showId('shopper', shoppers[place] as ShopperId))
      .digest('hex');
  /** Numbers of persons in parcels that wait, by what they tell. */
  const queued = async (kind: 'entered' | 'left' | 'erased') => {
    const { rows } = await world.world.records.market((trx) =>
      sql<{ person: number }>`SELECT unnest(persons) AS person FROM audience_webhook_parcels
        WHERE delivery_id = ${parseId('delivery', hook.id)} AND kind = ${kind}`.execute(trx),
    );
    return rows.map(({ person }) => person);
  };
  await keepFacets(world.parts, world.mine.organizationId);
  /** Of how many of them the portraits' kept sets know what they turn to. */
  const inPortraits = async (of: readonly number[]) => {
    const groups = { audience: PeopleSet.of(of), base: PeopleSet.none };
    const { columnar } = world.world;
    const kept = await countKeptFacets(columnar, world.mine.organizationId, groups, { sinceMs: 0 });
    return kept?.facets.find(({ dimension }) => dimension === 'category')?.known.audience;
  };
  const sizeOf = async (id: string) => (await world.send('GET', `/api/audiences/${id}`)).body.size;
  for (const place of [heldOut, member]) {
    const person = persons[place] as number;
    const isThere = async () => [
      world.groups.isMember(group, person) || world.groups.isHeldOut(group, person),
      (await csv()).includes(hashOf(place)),
      (await queued('entered')).includes(person),
      (await queued('erased')).includes(person),
      (await inPortraits([person])) === 1,
    ];
    expect(await isThere()).toEqual([true, true, true, false, true]);
    await erase(shoppers[place] as ShopperId);
    await world.groups.catchUp();
    // Only that whoever was told of them must forget them is still to be told.
    const gone = [false, false, false, true, false];
    expect(await isThere()).toEqual(gone);
    // Told again, nothing more is forgotten; and asked again, nobody comes back.
    await erase(shoppers[place] as ShopperId);
    world.later();
    await keepUp(world.parts);
    await world.groups.catchUp();
    expect(await isThere()).toEqual(gone);
  }
  expect(await sizeOf(frozen)).toBe(38);
  // Nobody counts them, neither by what they did nor among everybody, and nobody finds them.
  const { rule } = (await world.send<{ rule: object }>('GET', `/api/audiences/${live}`)).body;
  const counted = await world.send('POST', '/api/audiences/estimate', { rule });
  expect(counted.body).toMatchObject({ size: 38, everyone: 38, conditions: [{ size: 38 }] });
  const whyIn = (place: number) =>
    world.send('POST', '/api/audiences/explain', { rule, person: `#${persons[place]}` });
  const stays = persons.findIndex((_, place) => place !== heldOut && place !== member);
  expect([(await whyIn(member)).status, (await whyIn(stays)).status]).toEqual([404, 200]);
  // Frozen anew, or brought as a list of ids, they do not come back either.
  const freeze = await world.send('POST', `/api/audiences/${live}/freeze`, { name: 'anew' });
  expect(await sizeOf(freeze.body.id)).toBe(38);
  const ids = shoppers.map((id) => showId('shopper', id)).join('\n');
  const brought = (await world.send('POST', '/api/audiences/lists?name=Brought', ids)).body;
  expect([await sizeOf(brought.id), brought]).toMatchObject([38, { list: { rows: 40, known: 38 } }]);
  // The log says why it is smaller, and of whom nothing.
  const entries = await world.world.records.organization(world.mine.organizationId, (trx) =>
    trx
      .selectFrom('audit_log')
      .select(['actor_kind', 'subject_id', 'detail'])
      .where('action', '=', 'audience.people_forgotten')
      .orderBy('at')
      .execute(),
  );
  const subject = { actor_kind: 'system', subject_id: parseId('audience', frozen) };
  expect(entries).toEqual([39, 38].map((size) => ({ ...subject, detail: { size } })));
  await keepFacets(world.parts, world.mine.organizationId);
  expect(await inPortraits(persons)).toBe(38);
  expect((await csv()).split('\n')).toHaveLength(40);
  // Nobody else was lost on the way.
  expect(
    persons.filter((one) => world.groups.isMember(group, one) || world.groups.isHeldOut(group, one)),
  ).toHaveLength(38);
  const { rows } = await world.world.records.market((trx) =>
    sql<{
      people: Buffer;
    }>`SELECT people FROM audience_deliveries UNION ALL SELECT held_out FROM audience_deliveries
      UNION ALL SELECT ever_people FROM audience_deliveries UNION ALL SELECT ever_held_out FROM audience_deliveries
      UNION ALL SELECT people FROM audiences WHERE people IS NOT NULL`.execute(trx),
  );

  for (const { people } of rows)
    for (const place of [heldOut, member])
      expect(PeopleSet.fromBytes(people).has(persons[place] as number)).toBe(false);
});

it('reaches whoever turns out to be somebody who was erased', async () => {
  const [gone, guest, other] = [newId('shopper'), newId('shopper'), newId('shopper')];
  const persons = [await world.shopper(gone), await world.shopper(guest), await world.shopper(other)];
  const [erased = 0, device = 0] = persons;
  await world.views([...persons, await world.shopper(newId('shopper'))], 'joined');
  const frozen = await world.audience('joined', 'frozen');
  const live = await world.audience('joined');
  const sizes = async () => {
    world.later();
    const counted = await world.send('POST', `/api/audiences/${live}/count`);
    return [(await world.send('GET', `/api/audiences/${frozen}`)).body.size, counted.body.size];
  };
  await erase(gone);
  expect(await sizes()).toEqual([3, 3]);
  const { structureOf } = world.parts;
  const events = openEvents({ ...world.world, findWriteKey: async () => null, structureOf });
  // What was hers may not become somebody else's.
  await events.joinShoppers(erased, device);
  expect(await numbersOfPersons(world.world.records, marketNamespace, [device])).toEqual(
    new Map([[device, [device]]]),
  );
  await events.joinShoppers(device, erased);
  await tell('persons.merged', { merges: [{ person: device, canonical: erased }] });
  expect(await sizes()).toEqual([2, 2]);
  // Who was erased by a version that reached less is told of again, by number.
  await tell('people.forgotten', { persons: [persons[2]] });
  expect(await sizes()).toEqual([1, 1]);
});
