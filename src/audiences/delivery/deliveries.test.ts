import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupPurposes, listGroups } from '#events';
import { type GroupId, newId, parseId, showId } from '#kernel/ids';
import type { DeliveryResult, DeliveryView } from './delivery-shapes.ts';
import { type DeliveryWorld, openDeliveryWorld } from './delivery-world-fixture.ts';

let world: DeliveryWorld;
beforeAll(async () => {
  world = await openDeliveryWorld();
});
afterAll(() => world?.close());

const path = '/api/audience-deliveries';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let named = 0;
/** Users of the organisation with their numbers, who viewed something of a category of their own. */
async function viewers(count: number) {
  const category = `category ${++named}`;
  const ids = Array.from({ length: count }, (_, n) => `user-${named}-${n}`);
  const persons: number[] = [];
  for (const id of ids) persons.push(await world.user(id));
  await world.views(persons, category);
  return { category, ids, persons };
}
const groupOf = (body: DeliveryView) => parseId('group', body.groupId ?? '') as GroupId;
const runsOf = async (id: string) => (await world.send('GET', `${path}/${id}/runs`)).body.items;
const known = async (deliveryId: string) => (await world.send('GET', `${path}/${deliveryId}`)).body;

describe('to ads', () => {
  it('is a group without those held out, follows a live audience, and holds nobody once withdrawn', async () => {
    const { category, persons } = await viewers(60);
    const { status, body } = await world.deliver(await world.audience(category), {
      target: 'ads',
      holdOutPercent: 20,
    });
    expect(status).toBe(201);
    expect(body.people + body.heldOut).toBe(60);
    expect(body.heldOut).toBeGreaterThan(0);
    await world.groups.catchUp();
    const id = groupOf(body);
    const isIn = (person: number) => world.groups.isMember(id, person);
    const isOut = (person: number) => world.groups.isHeldOut(id, person);
    expect(persons.filter(isIn)).toHaveLength(body.people);
    expect(persons.filter(isOut)).toHaveLength(body.heldOut);
    expect(persons.filter((one) => isIn(one) === isOut(one))).toEqual([]);
    const before = persons.filter(isOut);

    const more = Array.from({ length: 30 }, (_, n) => 5_000_000 + n);
    await world.views(more, category);
    world.later();
    await world.run(body.id);
    await world.groups.catchUp();
    expect(more.every((one) => isIn(one) !== isOut(one))).toBe(true);
    // Who was held out stays so, whoever comes.
    expect(persons.filter(isOut)).toEqual(before);
    const [latest, first] = await runsOf(body.id);
    expect(first).toMatchObject({
      sent: body.people,
      heldOut: body.heldOut,
      entered: body.people,
      departed: 0,
    });
    expect(latest).toMatchObject({ entered: more.filter(isIn).length, departed: 0, failed: 0 });
    // A run that changes nothing is not written down.
    await world.run(body.id);
    expect(await runsOf(body.id)).toHaveLength(2);

    const withdrawn = await world.send('POST', `${path}/${body.id}/withdraw`);
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', people: 0, heldOut: 0 });
    await world.groups.catchUp();
    expect(world.groups.isOpen(id)).toBe(false);
    await world.run(body.id);
    await world.groups.catchUp();
    expect(world.groups.isOpen(id)).toBe(false);
    expect((await runsOf(body.id))[0]).toMatchObject({ sent: 0, departed: latest?.sent });
    // Once more changes nothing.
    await world.send('POST', `${path}/${body.id}/withdraw`);
    expect(await runsOf(body.id)).toHaveLength(3);
  });

  it('is refused for too few people, and holds nobody when they become too few', async () => {
    const { category } = await viewers(2);
    const audienceId = await world.audience(category);
    expect(await world.deliver(audienceId, { target: 'ads' })).toMatchObject({
      status: 422,
      body: { code: 'audience_too_small' },
    });
    await viewers(1).then(({ persons }) => world.views(persons, category));
    world.later();
    const { body } = await world.deliver(audienceId, { target: 'ads', holdOutPercent: 0 });
    expect(body.people).toBe(3);
    await world.send('PUT', '/api/audiences/settings', { smallest: 4 });
    world.later();
    await world.run(body.id);
    await world.send('PUT', '/api/audiences/settings', { smallest: 3 });
    expect(await known(body.id)).toMatchObject({ people: 0, problem: 'audience_too_small', state: 'active' });
    world.later();
    await world.run(body.id);
    expect(await known(body.id)).toMatchObject({ people: 3, problem: null });
  });
});

it('makes a group for the target it was delivered to, which no other place can name', async () => {
  const { category } = await viewers(5);
  const audienceId = await world.audience(category);
  for (const target of groupPurposes) {
    const { body } = await world.deliver(audienceId, { target, holdOutPercent: 0 });
    expect(body).toMatchObject({ target, people: 5, state: 'active' });
    const { records } = world.world;
    const listed = await records.organization(world.mine.organizationId, async (trx) => {
      const found: string[] = [];
      for (const purpose of groupPurposes)
        if ((await listGroups(trx, purpose, [groupOf(body)])).length > 0) found.push(purpose);
      return found;
    });
    expect(listed).toEqual([target]);
  }
});

describe('as a file', () => {
  it('holds hashed ids of those who are not held out, until it expires or is withdrawn', async () => {
    const { category, ids } = await viewers(40);
    const shopperId = newId('shopper');
    await world.views([await world.shopper(shopperId), 6_000_000], category);
    const { body } = await world.deliver(await world.audience(category, 'frozen'), { target: 'file' });
    expect(body).toMatchObject({ state: 'preparing', holdOutPercent: 10 });
    await expect.poll(() => known(body.id)).toMatchObject({ state: 'active' });
    const made = await known(body.id);
    expect(made.people + made.heldOut).toBe(42);
    const read = () => world.ask('GET', `${path}/${body.id}/file`);
    const answer = await read();
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const [head, ...rows] = (await answer.text()).trimEnd().split('\n');
    expect(head).toBe('id_of,id_sha256');
    const all = new Set([
      ...ids.map((id) => `user,${sha256(id)}`),
      `shopper,${sha256(showId('shopper', shopperId))}`,
    ]);
    expect(rows.every((row) => all.has(row))).toBe(true);
    expect(new Set(rows).size).toBe(made.file?.rows);
    const [run] = await runsOf(body.id);
    // Somebody without an id that could be told is counted, not left out in silence.
    expect((run?.sent ?? 0) + (run?.failed ?? 0)).toBe(made.people);
    expect(run).toMatchObject({ sent: rows.length, heldOut: made.heldOut });

    const others = await world.found(`others-${randomUUID()}`);
    expect((await world.ask('GET', `${path}/${body.id}/file`, undefined, others)).status).toBe(404);
    world.later(7 * 86_400_000 + 1);
    expect((await read()).status).toBe(404);
    world.later(-7 * 86_400_000 - 1);
    expect((await read()).status).toBe(200);
    await world.send('POST', `${path}/${body.id}/withdraw`);
    expect((await read()).status).toBe(404);
    const key = `audiences/${world.mine.organizationId}/${parseId('delivery', body.id)}.csv`;
    expect(await world.files.size(key)).toBeNull();
  });
});

describe('what it did', () => {
  it('compares buyers among the delivered with those among the held out, and says when they are too few', async () => {
    const { category, persons } = await viewers(400);
    const { body } = await world.deliver(await world.audience(category), {
      target: 'ads',
      holdOutPercent: 50,
    });
    expect((await world.send('GET', `${path}/${body.id}/result`)).body).toMatchObject({
      delivered: { people: body.people, buyers: 0 },
      heldOut: { people: body.heldOut, buyers: 0 },
      ratio: null,
      verdict: 'too_few',
    });
    await world.groups.catchUp();
    const id = groupOf(body);
    const buy = (buyers: readonly number[], atMs: number) =>
      world.world.columnar.insert(
        'order_lines',
        buyers.map((buyer) => ({
          organization_id: world.mine.organizationId,
          line_id: randomUUID(),
          order_id: randomUUID(),
          buyer,
          paid_at: new Date(atMs).toISOString(),
          paid_day: new Date(atMs).toISOString().slice(0, 10),
          currency: 'CNY',
          quantity: 1,
          user_paid: 100,
        })),
        `orders-${randomUUID()}`,
      );
    const delivered = persons.filter((one) => world.groups.isMember(id, one));
    const heldOut = persons.filter((one) => world.groups.isHeldOut(id, one));
    await buy(delivered.slice(0, 60), world.clock.nowMs + 1_000);
    await buy(heldOut.slice(0, 10), world.clock.nowMs + 1_000);
    // What was bought before says nothing.
    await buy(heldOut.slice(10), world.clock.nowMs - 86_400_000);
    world.later();
    const { body: told } = await world.send<DeliveryResult>('GET', `${path}/${body.id}/result`);
    expect(told).toMatchObject({ delivered: { buyers: 60 }, heldOut: { buyers: 10 }, verdict: 'more' });
    expect(told.ratio?.low).toBeGreaterThan(1);
  });
});

it('keeps deliveries of one organisation from another', async () => {
  const { category } = await viewers(5);
  const audienceId = await world.audience(category);
  const { body } = await world.deliver(audienceId, { target: 'ads' });
  const others = await world.found(`strangers-${randomUUID()}`);
  for (const [method, tail] of [
    ['GET', ''],
    ['GET', '/runs'],
    ['GET', '/result'],
    ['GET', '/secret'],
    ['POST', '/withdraw'],
  ] as const)
    expect((await world.send(method, `${path}/${body.id}${tail}`, undefined, others)).status).toBe(404);
  expect((await world.send('GET', path, undefined, others)).body.items).toEqual([]);
  expect(
    (await world.send('POST', path, { audienceId, target: 'ads', holdOutPercent: 0 }, others)).status,
  ).toBe(404);
});
