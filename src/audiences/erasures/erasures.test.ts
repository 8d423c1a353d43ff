import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Events, importSender, openEvents } from '#events';
import { asId } from '#kernel/ids';
import { type DeliveryWorld, openDeliveryWorld } from '../delivery/delivery-world-fixture.ts';
import { sendParcels } from '../delivery/webhooks/send-parcels.ts';
import { searchEverything } from '../forgetting/search-fixture.ts';
import { carryOut, settleMs } from './erase-people.ts';
import type { ErasureLook, ErasureView } from './erasure-shapes.ts';

let world: DeliveryWorld;
let events: Events;
beforeAll(async () => {
  world = await openDeliveryWorld();
  const { records, columnar, instanceSecret } = world.world;
  const { structureOf } = world.parts;
  events = openEvents({ records, columnar, instanceSecret, structureOf, findWriteKey: async () => null });
});
afterAll(async () => {
  await events?.close();
  await world?.close();
});

const path = '/api/people-erasures';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Somebody with a mark in everything that a sender may say. */
function somebody() {
  const mark = randomUUID().replaceAll('-', '');
  const userId = `customer/"${mark}"`;
  return { mark, userId, deviceId: `device ${mark}`, hashed: sha256(userId) };
}
type Somebody = ReturnType<typeof somebody>;

const at = () => new Date(world.clock.nowMs - 60_000).toISOString();
const says = (own: DeliveryWorld['mine'], said: readonly object[]) =>
  events.ingest({ sender: importSender(own.organizationId), events: said });

/** What is told of them, each with the mark in it; told again it is the same. */
const told = ({ mark, userId, deviceId }: Somebody, timestamp: string) => [
  {
    type: 'track',
    messageId: `${mark} looked`,
    anonymousId: deviceId,
    event: 'Product Viewed',
    timestamp,
    properties: { product_id: 'p1', category: 'marked', gift_for: `a friend of ${mark}` },
    context: { page: { url: `https://shop.test/${mark}` } },
  },
  {
    type: 'identify',
    messageId: `${mark} said`,
    userId,
    anonymousId: deviceId,
    timestamp,
    traits: { gender: 'female', club: mark },
  },
  {
    type: 'track',
    messageId: `${mark} wished`,
    userId,
    event: 'Wish Told',
    timestamp,
    properties: { wish: `for ${mark}` },
  },
];
const refused = ({ mark, userId }: Somebody) => ({
  type: 'track',
  messageId: `${mark} none`,
  userId,
  event: '',
});

const ask = async (ids: readonly string[], more: object = {}) => {
  const { status, body } = await world.send<ErasureView>('POST', path, { ids, ...more });
  expect(status).toBe(201);
  return body;
};
const read = async (id: string) => (await world.send<ErasureView>('GET', `${path}/${id}`)).body;
const isDone = (id: string) => expect.poll(async () => (await read(id)).state);
const lookAfter = () => {
  world.later(settleMs + 1_000);
  return carryOut(world.parts, world.mine.organizationId);
};
const factsOf = async (person: number) => {
  const { rows } = await world.world.columnar.query<{ events: number; telling: number }>(
    { kind: 'organization', organizationId: world.mine.organizationId },
    {
      sql: `SELECT count() AS events,
          countIf(user_id != '' OR anonymous_id != '' OR message_id != '' OR properties != '' OR context != '') AS telling
        FROM $events WHERE person IN (SELECT arrayJoin({persons:Array(UInt32)}))`,
      params: { persons: [person] },
    },
  );
  return rows[0];
};
/** Refused rows and a file of an import that is in this state, all of which name somebody. */
const broughtFile = async ({ userId, mark }: Somebody, state: 'done' | 'running') => {
  const { organizationId } = world.mine;
  const id = randomUUID();
  const key = `imports/${organizationId}/${id}`;
  await world.files.put(key, Readable.from([`buyer\n${userId}\n`]), 1_000);
  await world.world.records.organization(organizationId, async (trx) => {
    await sql`INSERT INTO imports (id, organization_id, kind, file_name, file_key, file_bytes, file_sha256, state, created_by)
      VALUES (${id}, ${organizationId}, 'orders', 'orders.csv', ${key}, 10, ''::bytea, ${state}, 'Ann')`.execute(
      trx,
    );
    await sql`INSERT INTO import_rejects (organization_id, import_id, row_number, code, detail, raw, reason, reason_values)
      VALUES (${organizationId}, ${id}, 1, 'time_missing', ${`"${mark}" no time`}, ${`17,${userId},x`}, 'time_missing',
        ${JSON.stringify({ value: mark })}::jsonb), (${organizationId}, ${id}, 2, 'time_missing', 'no time',
        ${`17,${userId}2,x`}, 'time_missing', '{}')`.execute(trx);
  });
  return { id, key };
};
const endImport = (id: string) =>
  world.world.records.organization(world.mine.organizationId, (trx) =>
    trx.updateTable('imports').set({ state: 'done' }).where('id', '=', asId('import', id)).execute(),
  );

it('nothing leads to whoever was erased, and what they did is counted as before', async () => {
  const { world: stores, mine } = world;
  const gone = somebody();
  const stays = somebody();
  const timestamp = at();
  for (const one of [gone, stays]) await says(mine, [...told(one, timestamp), refused(one)]);
  const person = await world.user(gone.userId);
  const other = await world.user(stays.userId);
  await world.views([person, other, await world.user('third'), await world.user('fourth')], 'viewed');
  const file = await broughtFile(gone, 'done');
  const audience = await world.audience('viewed', 'frozen');
  const csv = (await world.deliver(audience, { target: 'file', holdOutPercent: 0 })).body;
  const rowsOf = async () =>
    (await (await world.ask('GET', `/api/audience-deliveries/${csv.id}/file`)).text()).split('\n');
  await expect.poll(rowsOf).toContain(`user,${gone.hashed}`);
  await world.deliver(audience, { target: 'webhook', url: 'http://127.0.0.1:9/people', holdOutPercent: 0 });

  const sought = ({ mark, hashed }: Somebody) => ({ numbers: [], texts: [mark, hashed] });
  const before = await searchEverything(stores, sought(gone));
  expect(before).toEqual([
    'a file',
    'events.anonymous_id',
    'events.context',
    'events.message_id',
    'events.properties',
    'events.user_id',
    'import_rejects.detail',
    'import_rejects.raw',
    'import_rejects.reason_values',
    'person_identities.identity',
    'person_traits.traits',
    'quarantined_events.message_id',
    'quarantined_events.raw',
  ]);
  const facts = await factsOf(person);
  const others = await searchEverything(stores, sought(stays));

  const { id } = await ask([gone.userId]);
  await isDone(id).toBe('done');
  // By ids of which only the hash is kept a webhook is told whom to forget.
  // A row of somebody whose id begins alike is not theirs.
  expect(await searchEverything(stores, sought(gone))).toEqual([
    'audience_webhook_parcels.ids',
    'import_rejects.raw',
  ]);
  expect(await factsOf(person)).toEqual({ events: facts?.events, telling: 0 });
  expect(await rowsOf()).toEqual(expect.not.arrayContaining([`user,${gone.hashed}`]));
  expect(await world.files.size(file.key)).toBeNull();
  // Nobody else was touched, somebody with a longer id of the same beginning included.
  expect(await searchEverything(stores, sought(stays))).toEqual(others);
  const rejects = await stores.records.organization(mine.organizationId, (trx) =>
    trx.selectFrom('import_rejects').select(['row_number', 'raw']).where('import_id', '=', file.id).execute(),
  );
  expect(rejects).toEqual([
    { row_number: 1, raw: '' },
    { row_number: 2, raw: `17,${gone.userId}2,x` },
  ]);
  await world.world.records.organization(mine.organizationId, (trx) =>
    trx.deleteFrom('import_rejects').where('row_number', '=', 2).execute(),
  );

  // Everything is told once more, and something new by a device that nobody knew.
  const fresh = `tablet ${gone.mark}`;
  await says(mine, told(gone, timestamp));
  await says(mine, [
    { ...told(gone, timestamp)[1], anonymousId: fresh, messageId: `${gone.mark} again` },
    { ...told(gone, timestamp)[0], anonymousId: fresh, messageId: `${gone.mark} later` },
  ]);
  await lookAfter();
  expect(await read(id)).toMatchObject({ state: 'settled' });
  expect(await searchEverything(stores, sought(gone))).toEqual(['audience_webhook_parcels.ids']);
  expect(await world.user(gone.userId)).toBe(person);
  expect((await factsOf(person))?.telling).toBe(0);
  const people = await world.send<{ size: number }>('GET', `/api/audiences/${audience}`);
  expect(people.body.size).toBe(3);

  // A device that turns out to be theirs long after.
  const phone = `phone ${gone.mark}`;
  const [seen, said] = told(gone, timestamp);
  await says(mine, [{ ...seen, anonymousId: phone, messageId: `${gone.mark} phone` }]);
  await says(mine, [{ ...said, anonymousId: phone, messageId: `${gone.mark} phone said` }]);
  const merges = await stores.records.market((trx) =>
    trx.selectFrom('person_merges').select(['person', 'canonical']).where('canonical', '=', person).execute(),
  );
  const message = { id: 1, organizationId: mine.organizationId, traceparent: null, createdAt: new Date() };
  for (const { handle } of world.subscribers)
    await handle([{ ...message, topic: 'persons.merged', payload: { merges } }]);
  expect(await searchEverything(stores, sought(gone))).toEqual(['audience_webhook_parcels.ids']);
});

it('says who is known before it erases, and leaves the same ids of others alone', async () => {
  const other = await world.found('other');
  const one = somebody();
  const timestamp = at();
  await says(world.mine, told(one, timestamp));
  await says(other, told(one, timestamp));
  const look = async (question: object, own = world.mine) =>
    world.send<ErasureLook>('POST', `${path}/look`, question, own);
  expect((await look({ ids: [one.userId, 'a stranger', one.userId] })).body).toEqual({
    named: 2,
    known: 1,
    persons: 1,
    unknown: ['a stranger'],
  });
  // The device and the user are one person.
  expect((await look({ idKind: 'anonymous', ids: [one.deviceId] })).body).toMatchObject({ persons: 1 });
  expect((await look({ idKind: 'sha256', ids: [one.hashed.toUpperCase()] })).body).toMatchObject({
    known: 1,
  });
  expect((await look({ idKind: 'sha256', ids: ['abc'] })).status).toBe(400);
  expect((await look({ ids: [] })).status).toBe(400);
  expect(await world.send('POST', path, { idKind: 'sha256', ids: [sha256('a stranger')] })).toMatchObject({
    status: 404,
  });

  const erasure = await ask([one.hashed], { idKind: 'sha256' });
  expect(erasure).toMatchObject({ named: 1, known: 1, waitsFor: null });
  await isDone(erasure.id).toBe('done');
  expect((await look({ ids: [one.userId] })).body).toMatchObject({ known: 0 });
  expect((await look({ ids: [one.userId] }, other)).body).toMatchObject({ known: 1 });
  expect((await world.send('GET', `${path}/${erasure.id}`, undefined, other)).status).toBe(404);
  expect((await world.send('GET', path, undefined, other)).body.items).toEqual([]);
  expect((await world.send<{ items: ErasureView[] }>('GET', path)).body.items[0]).toMatchObject({
    id: erasure.id,
  });
});

it('erases whoever nothing is known of but what was refused, and whatever comes later', async () => {
  const one = somebody();
  await says(world.mine, [refused(one)]);
  const sought = { numbers: [], texts: [one.mark] };
  expect(await searchEverything(world.world, sought)).toEqual([
    'quarantined_events.message_id',
    'quarantined_events.raw',
  ]);
  const { id } = await ask([one.userId]);
  await isDone(id).toBe('done');
  expect(await searchEverything(world.world, sought)).toEqual([]);
  // A server that has read who was erased writes nothing that tells of them in the first place.
  const { records, columnar, instanceSecret } = world.world;
  const { structureOf } = world.parts;
  const started = openEvents({
    records,
    columnar,
    instanceSecret,
    structureOf,
    findWriteKey: async () => null,
  });
  await started.ingest({ sender: importSender(world.mine.organizationId), events: [told(one, at())[2]] });
  await started.close();
  expect(await searchEverything(world.world, sought)).toEqual([]);
  await lookAfter();
  expect(await searchEverything(world.world, sought)).toEqual([]);
  expect(await factsOf(await world.user(one.userId))).toEqual({ events: 1, telling: 0 });
});

it('comes to an end though an id was numbered once more while it was erased', async () => {
  const one = somebody();
  const { organizationId } = world.mine;
  const first = await ask([one.userId]);
  await isDone(first.id).toBe('done');
  const number = await world.user(one.userId);
  await world.world.records.organization(organizationId, (trx) =>
    sql`INSERT INTO person_identities (namespace, identity, person)
      VALUES (${organizationId}, ${`u${one.userId}`}, nextval('person_numbers'))`.execute(trx),
  );
  const second = await ask([one.userId]);
  await isDone(second.id).toBe('done');
  expect(await searchEverything(world.world, { numbers: [], texts: [one.mark] })).toEqual([]);
  expect(await world.user(one.userId)).toBe(number);
}, 120_000);

it('carries out many at once, and each once though several servers are at it', async () => {
  const people = [somebody(), somebody(), somebody()];
  for (const one of people) await says(world.mine, told(one, at()));
  const asked = await Promise.all(people.map(({ userId }) => ask([userId])));
  const { parts, mine } = world;
  await Promise.all([carryOut(parts, mine.organizationId), carryOut(parts, mine.organizationId)]);
  for (const { id } of asked) expect(await read(id)).toMatchObject({ state: 'done' });
  const texts = people.map(({ mark }) => mark);
  expect(await searchEverything(world.world, { numbers: [], texts })).toEqual([]);
  await lookAfter();
  for (const { id } of asked) expect(await read(id)).toMatchObject({ state: 'settled' });
}, 120_000);

it('waits for an import that is running, because rows of it may name them', async () => {
  const one = somebody();
  await says(world.mine, told(one, at()));
  const file = await broughtFile(one, 'running');
  const { id } = await ask([one.userId]);
  await expect.poll(() => read(id)).toMatchObject({ state: 'asked', waitsFor: 'import' });
  expect(await world.files.size(file.key)).not.toBeNull();
  await endImport(file.id);
  await lookAfter();
  expect(await read(id)).toMatchObject({ state: 'done', waitsFor: null });
  expect(await world.files.size(file.key)).toBeNull();
});

it('tells webhooks by an id that is looked up before it goes', async () => {
  const one = somebody();
  const persons = [await world.user(one.userId), await world.user('fifth'), await world.user('sixth')];
  await world.views(persons, 'hooked');
  const audience = await world.audience('hooked');
  const { id: deliveryId } = (
    await world.deliver(audience, { target: 'webhook', url: 'http://127.0.0.1:9/x', holdOutPercent: 0 })
  ).body;
  const { id } = await ask([one.userId]);
  await isDone(id).toBe('done');
  const heard: { kind: string; people: unknown[] }[] = [];
  const post: DeliveryWorld['parts']['post'] = {
    ...world.parts.post,
    send: async (_url, body) => {
      const said = JSON.parse(body);
      if (said.delivery === deliveryId) heard.push(said);
      return 200;
    },
  };
  world.later();
  await expect
    .poll(async () => {
      await sendParcels({ ...world.parts, post, now: () => Date.now() + 86_400_000 });
      return heard.map(({ kind }) => kind);
    })
    .toContain('erased');
  expect(heard.find(({ kind }) => kind === 'erased')?.people).toEqual([{ idOf: 'user', sha256: one.hashed }]);
});
