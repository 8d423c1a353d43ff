import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRelay } from '#platform/outbox';
import { erasedMarks } from '../erasing/erased-mark.ts';
import { openSpine, type Spine, view } from '../spine-fixture.ts';
import { PersonNumbers } from './person-numbers.ts';

const markOf = erasedMarks('a secret of the test run, thirty-two bytes or more');

let spine: Spine;
let relay: ReturnType<typeof startRelay>;
beforeAll(async () => {
  spine = await openSpine();
  relay = startRelay(spine.world.records, spine.events.subscribers, () => undefined);
});
afterAll(async () => {
  await relay.stop();
  await spine.close();
});

describe('person numbers', () => {
  it('are dense, and the same for everyone who asks at the same time', async () => {
    const namespace = await spine.world.newOrganization();
    const identities = [...Array(3_000).keys()].map((n) => `u${n}` as const);
    const allocators = [1, 2, 3, 4].map(() => new PersonNumbers(spine.world.records, markOf));
    const answers = await Promise.all(
      allocators.map((numbers, turn) =>
        numbers.resolve(namespace, turn % 2 ? identities.toReversed() : identities),
      ),
    );
    const [first, ...others] = answers;
    for (const other of others) expect(Object.fromEntries(other)).toEqual(Object.fromEntries(first ?? []));
    expect(new Set(first?.values()).size).toBe(3_000);
    const again = await new PersonNumbers(spine.world.records, markOf).resolve(namespace, identities);
    expect(again.get('u7')).toBe(first?.get('u7'));
  });

  it('answer more identities than are remembered', async () => {
    const namespace = await spine.world.newOrganization();
    const identities = [...Array(12_345).keys()].map((n) => `a${n}` as const);
    const numbers = await spine.events.personNumbers.resolve(namespace, identities);
    expect(numbers.size).toBe(12_345);
    expect(new Set(numbers.values()).size).toBe(12_345);
  });
});

const persons = (condition: string) => expect.poll(async () => (await spine.count(condition)).persons);

describe('identify', () => {
  it('makes the visitor and the user one person, also for what was before', async () => {
    const batch = [
      view({ userId: undefined, anonymousId: 'device-1' }),
      view({ userId: 'ann', anonymousId: 'device-1' }),
    ];
    await spine.send('/v1/batch', { batch });
    expect(await spine.count(`anonymous_id = 'device-1'`)).toEqual({ events: 2, persons: 2 });
    await spine.send('/v1/identify', view({ userId: 'ann', anonymousId: 'device-1' }));
    await persons(`anonymous_id = 'device-1'`).toBe(1);
  });

  it('leaves two users of one device two persons', async () => {
    const [ann, bob] = ['shared-ann', 'shared-bob'].map((userId) =>
      view({ userId, anonymousId: 'shared-device' }),
    );
    for (const signIn of [ann, bob, ann])
      await spine.send('/v1/identify', { ...signIn, messageId: undefined });
    await spine.send('/v1/batch', { batch: [view({ userId: undefined, anonymousId: 'shared-device' })] });
    await persons(`anonymous_id = 'shared-device' AND user_id IN ('', 'shared-ann')`).toBe(1);
    expect((await spine.count(`user_id IN ('shared-ann', 'shared-bob')`)).persons).toBe(2);
  });

  it('keeps cohort, gender, city and consumption typed; later words win, names are not kept', async () => {
    const say = (at: string, traits: Record<string, unknown>) =>
      spine.send('/v1/identify', view({ userId: 'traits', timestamp: at, traits }));
    await say('2026-01-02T00:00:00Z', {
      gender: '女',
      birth_year: 1996,
      city_tier: 'tier_1',
      email: 'a@b.c',
      level: 2,
    });
    await say('2026-01-01T00:00:00Z', { gender: 'male', consumption_level: 'high', level: 1, name: 'Ann' });
    const { rows } = await spine.world.records.marketPool.query(
      `SELECT birth_year, gender, city_tier, consumption_level, traits FROM person_traits
       JOIN person_identities USING (namespace, person) WHERE identity = 'utraits'`,
    );
    expect(rows).toEqual([
      {
        birth_year: 1996,
        gender: 'female',
        city_tier: 'tier_1',
        consumption_level: 'high',
        traits: { level: 2 },
      },
    ]);
  });
});

describe('alias', () => {
  it('of a server joins two user ids; of a browser only a device', async () => {
    const seen = (userId: string) => view({ userId });
    await spine.send('/v1/batch', {
      batch: [seen('old-1'), seen('new-1'), seen('old-2'), seen('new-2')],
    });
    await spine.send('/v1/alias', { previousId: 'old-1', userId: 'new-1' });
    await spine.send('/v1/alias', { previousId: 'old-2', userId: 'new-2' }, spine.keys.browser);
    await persons(`user_id IN ('old-1', 'new-1')`).toBe(1);
    expect((await spine.count(`user_id IN ('old-2', 'new-2')`)).persons).toBe(2);
  });
});

it('group keeps the group and who is in it', async () => {
  await spine.send('/v1/group', { groupId: 'club', userId: 'member', traits: { plan: 'gold' } });
  await spine.send('/v1/group', { groupId: 'club', userId: 'member-2' });
  const { rows } = await spine.world.records.marketPool.query(
    `SELECT g.traits, count(*)::int AS members FROM event_groups g
     JOIN event_group_members USING (organization_id, group_id) WHERE group_id = 'club' GROUP BY 1`,
  );
  expect(rows).toEqual([{ traits: { plan: 'gold' }, members: 2 }]);
});
