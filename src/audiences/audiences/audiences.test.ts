import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketNamespace, openEvents } from '#events';
import { newId, nilUuid, type OrganizationId, showId } from '#kernel/ids';
import { openOrganisations } from '#organisations';
import { openFiles } from '#platform/files';
import { openJobs } from '#platform/jobs';
import { roleUrl } from '#platform/records';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { behindSignIn, foundOrganization, type Own } from '../api-fixture.ts';
import { openAudiences } from '../open-audiences.ts';
import { writeMerges } from '../rules/random-world-fixture.ts';

let world: TestWorld;
let send: Awaited<ReturnType<typeof openRoutes>>['send'];
let close: () => Promise<void>;
let mine: Own;
let others: Own;

/** The routes of audiences behind real sign-in. */
async function openRoutes() {
  const { records, columnar } = world;
  const organisations = openOrganisations({
    records,
    secret: world.instanceSecret,
    baseUrl: 'http://meadow.test',
  });
  const jobs = await openJobs(
    roleUrl(world.recordsAdminUrl, world.instanceSecret, 'meadow_jobs'),
    console.error,
  );
  const audiences = await openAudiences({
    records,
    columnar,
    structureOf: organisations.structureOf,
    namesOf: async () => ({}),
    onError: (error) => {
      throw error;
    },
    jobs,
    delivery: {
      files: openFiles(world.folder),
      instanceSecret: world.instanceSecret,
      allowPrivateWebhooks: false,
    },
    now: () => nowMs,
  });
  const app = behindSignIn(organisations, audiences.routes);
  const found = (name: string) => foundOrganization(records, name);
  return {
    found,
    send: async (method: string, path: string, body?: unknown, own: Own = mine) => {
      const answer = await app.request(`http://meadow.test${path}`, {
        method,
        headers: {
          authorization: `Bearer ${own.key}`,
          'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json',
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Seen };
    },
    close: async () => {
      await audiences.close();
      await jobs.stop();
      await organisations.close();
    },
  };
}

/** What these tests read of answers, whatever the answer. */
type Seen = {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly version: number;
  readonly size: number;
  readonly holds: boolean;
  readonly list: unknown;
  readonly conditions: readonly { readonly evidence: readonly unknown[] }[];
  readonly people: readonly { readonly userId: string | null }[];
  readonly items: readonly { readonly version: number; readonly name: string }[];
  readonly dimensions: readonly {
    readonly dimension: string;
    readonly values: readonly unknown[];
  }[];
  readonly productCategories: unknown;
  readonly events: unknown;
};

let nowMs = Date.now();
/** Kept sets are ten minutes old at most, those that took long to find: whoever asks later is told what is new. */
const later = () => {
  nowMs += 601_000;
};
const viewers = (times = 1) => ({
  kind: 'did',
  what: { action: 'viewed_product' },
  times: { op: 'at_least', value: times },
  window: { lastDays: 7 },
  where: [],
});
const views = (organizationId: OrganizationId, persons: readonly number[]) =>
  world.columnar.insert(
    'events',
    persons.map((person) => ({
      organization_id: organizationId,
      day: new Date(nowMs).toISOString().slice(0, 10),
      event: 'Product Viewed',
      person,
      event_id: randomUUID(),
      at: new Date(nowMs - 1_000).toISOString(),
      received_at: new Date(nowMs).toISOString(),
      write_key_id: nilUuid,
      category: 'tea',
    })),
    `views-${randomUUID()}`,
  );
let numbers: Map<string, number>;

beforeAll(async () => {
  world = await openTestWorld();
  const opened = await openRoutes();
  ({ send, close } = opened);
  mine = await opened.found('mine');
  others = await opened.found('others');
  const events = openEvents({
    records: world.records,
    columnar: world.columnar,
    findWriteKey: async () => null,
    structureOf: async () => {
      throw new Error('Nobody sends events here.');
    },
    instanceSecret: world.instanceSecret,
  });
  numbers = new Map(
    await events.personNumbers.resolve(mine.organizationId, ['uanna', 'uben', 'ucleo', 'avisitor']),
  );
  numbers.set(
    'other',
    (await events.personNumbers.resolve(others.organizationId, ['uanna'])).get('uanna') ?? 0,
  );
  await events.close();
  await views(
    mine.organizationId,
    ['uanna', 'uanna', 'uben', 'avisitor'].map((one) => numbers.get(one) ?? 0),
  );
  await views(others.organizationId, [numbers.get('other') ?? 0]);
});
afterAll(async () => {
  await close?.();
  await world?.close();
});

describe('a rule', () => {
  it('is counted with each of its conditions, and says what the data lacks', async () => {
    const bought = { kind: 'bought', measure: 'orders', op: 'at_least', value: 1, window: null };
    const { status, body } = await send('POST', '/api/audiences/estimate', {
      rule: { all: [viewers(), { not: viewers(2) }, { not: bought }] },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ size: 2, everyone: 3, smallest: 100 });
    expect(body.conditions).toEqual([
      { size: 3, lack: null },
      { size: 1, lack: null },
      { size: 0, lack: { code: 'no_orders', values: {} } },
    ]);
  });

  it('that is to be like an audience needs one that is large enough to be looked into', async () => {
    const { body: seed } = await send('POST', '/api/audiences', { name: 'Viewers', rule: viewers() });
    const rule = { kind: 'look_alike', audienceId: seed.id, size: 10 };
    const { body } = await send('POST', '/api/audiences/estimate', { rule });
    expect(body.conditions).toEqual([
      { size: 0, lack: { code: 'seed_too_small', values: { smallest: 100 } } },
    ]);
    const common = await send('GET', `/api/audiences/${seed.id}/look-alike`);
    expect([common.status, common.body.code]).toEqual([422, 'audience_too_small']);
    const strangers = await send('GET', `/api/audiences/${seed.id}/look-alike`, undefined, others);
    expect([strangers.status, strangers.body.code]).toEqual([404, 'not_found']);
    const itself = { version: 1, rule: { ...rule, audienceId: seed.id } };
    expect((await send('PATCH', `/api/audiences/${seed.id}`, itself)).status).toBe(422);
  });

  it('tells of one person why they are in, by whichever id they are known', async () => {
    for (const [person, holds] of [
      ['anna', true],
      ['ben', false],
      ['visitor', false],
      [`#${numbers.get('uanna')}`, true],
    ]) {
      const { status, body } = await send('POST', '/api/audiences/explain', { rule: viewers(2), person });
      expect([person, status, body.holds]).toEqual([person, 200, holds]);
      expect(body.conditions[0]?.evidence[0]).toMatchObject({ code: 'did_times' });
    }
    // Known by id, but nothing of them is; nobody; and somebody of another organisation.
    for (const person of ['cleo', 'nobody', `#${numbers.get('other')}`, '#4294967296']) {
      const { status } = await send('POST', '/api/audiences/explain', { rule: viewers(), person });
      expect([person, status]).toEqual([person, 404]);
    }
  });

  it('shows some of its people, unless they are too few', async () => {
    const refused = await send('POST', '/api/audiences/sample', { rule: viewers() });
    expect([refused.status, refused.body.code]).toEqual([422, 'audience_too_small']);
    expect((await send('PUT', '/api/audiences/settings', { smallest: 3 })).status).toBe(200);
    const { body } = await send('POST', '/api/audiences/sample', { rule: viewers() });
    expect(body.people.map(({ userId }) => userId).sort()).toEqual(['anna', 'ben', null]);
    // The setting is this organisation's own.
    expect((await send('GET', '/api/audiences/settings', undefined, others)).body).toEqual({ smallest: 100 });
  });

  it('picks from what occurred', async () => {
    const { body } = await send('GET', '/api/audiences/choices');
    expect(body.productCategories).toEqual([{ value: 'tea', times: 4 }]);
    expect(body.events).toEqual([{ value: 'Product Viewed', times: 4 }]);
  });
});

describe('an audience', () => {
  const create = async (name: string, more: object = {}) =>
    (await send('POST', '/api/audiences', { name, rule: viewers(), ...more })).body;

  it('follows its people while it is live, and keeps them once it is frozen, merged or not', async () => {
    const live = await create('Viewers');
    expect(live).toMatchObject({ kind: 'live', size: 3, version: 1, madeBy: expect.any(String) });
    const frozen = (await send('POST', `/api/audiences/${live.id}/freeze`, { name: 'Viewers then' })).body;
    expect(frozen).toMatchObject({ kind: 'frozen', size: 3 });
    const newcomer = 900_001;
    await views(mine.organizationId, [newcomer]);
    later();
    expect((await send('POST', `/api/audiences/${live.id}/count`)).body.size).toBe(4);
    expect((await send('POST', `/api/audiences/${frozen.id}/count`)).body.size).toBe(3);
    const difference = {
      all: [{ kind: 'audience', audienceId: live.id }, { not: { kind: 'audience', audienceId: frozen.id } }],
    };
    expect((await send('POST', '/api/audiences/estimate', { rule: difference })).body.size).toBe(1);

    // The visitor turns out to be Ben: two of the three who were frozen are one now.
    await writeMerges(world, [[numbers.get('avisitor') ?? 0, numbers.get('uben') ?? 0]]);
    later();
    const again = await openRoutes();
    expect((await again.send('POST', `/api/audiences/${frozen.id}/count`)).body.size).toBe(2);
    await again.close();
  });

  it('changes version by version, and never under somebody else’s hands', async () => {
    const { id } = await create('Changing');
    const changed = await send('PATCH', `/api/audiences/${id}`, {
      version: 1,
      rule: viewers(2),
      name: 'Changed',
    });
    expect(changed.body).toMatchObject({ version: 2, name: 'Changed', rule: viewers(2) });
    const late = await send('PATCH', `/api/audiences/${id}`, { version: 1, name: 'Too late' });
    expect([late.status, late.body.code]).toEqual([409, 'stale_version']);
    const { body } = await send('GET', `/api/audiences/${id}/versions`);
    expect(body.items.map(({ version, name }) => [version, name])).toEqual([
      [2, 'Changed'],
      [1, 'Changing'],
    ]);
  });

  it('cannot be made of itself, over however many others', async () => {
    const first = await create('First');
    const second = await create('Second', { rule: { all: [{ kind: 'audience', audienceId: first.id }] } });
    const third = await create('Third', { rule: { not: { kind: 'audience', audienceId: second.id } } });
    const { status, body } = await send('PATCH', `/api/audiences/${first.id}`, {
      version: 1,
      rule: { any: [viewers(), { kind: 'audience', audienceId: third.id }] },
    });
    expect([status, body.code]).toEqual([422, 'audience_cycle']);
  });

  it('is put away and taken back', async () => {
    const { id, name } = await create('Put away');
    const listed = async (archived: boolean) => {
      const { body } = await send('GET', `/api/audiences?archived=${archived}&name=put%20AWAY`);
      return body.items.map((one) => one.name);
    };
    expect(await listed(false)).toEqual([name]);
    await send('POST', `/api/audiences/${id}/archive`);
    expect([await listed(false), await listed(true)]).toEqual([[], [name]]);
    await send('POST', `/api/audiences/${id}/restore`);
    expect([await listed(false), await listed(true)]).toEqual([[name], []]);
  });

  it('is nobody else’s: not read, changed, counted, or made part of a rule', async () => {
    const { id } = await create('Mine alone');
    for (const [method, path, body] of [
      ['GET', `/api/audiences/${id}`],
      ['GET', `/api/audiences/${id}/versions`],
      ['PATCH', `/api/audiences/${id}`, { version: 1, name: 'Theirs' }],
      ['POST', `/api/audiences/${id}/count`],
      ['POST', `/api/audiences/${id}/archive`],
      ['POST', `/api/audiences/${id}/freeze`, { name: 'Theirs' }],
      ['POST', '/api/audiences/estimate', { rule: { kind: 'audience', audienceId: id } }],
      ['GET', `/api/portraits?audience=${id}`],
      ['POST', '/api/audiences', { name: 'Theirs', rule: { kind: 'audience', audienceId: id } }],
    ] as const)
      expect([path, (await send(method, path, body, others)).status]).toEqual([path, 404]);
    expect((await send('GET', '/api/audiences', undefined, others)).body.items).toEqual([]);
    expect((await send('GET', `/api/audiences/${id}`)).body.name).toBe('Mine alone');
  });
});

describe('a portrait', () => {
  it('tells of an audience against everybody known, unless either is too small', async () => {
    later();
    const { id, size } = (await send('POST', '/api/audiences', { name: 'Portrayed', rule: viewers(2) })).body;
    const path = `/api/portraits?audience=${id}`;
    const refused = await send('GET', path);
    expect([refused.status, refused.body.code]).toEqual([422, 'audience_too_small']);
    await send('PUT', '/api/audiences/settings', { smallest: 1 });
    const { status, body } = await send('GET', path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      audience: { id, name: 'Portrayed', people: size },
      base: { id: null, name: null },
      shared: size,
      smallest: 1,
    });
    const category = body.dimensions.find(({ dimension }) => dimension === 'category');
    expect(category).toMatchObject({ known: size, isShown: true });
    expect(category?.values[0]).toMatchObject({ value: 'tea', people: size, share: 1, isFew: true });
    // Nobody's gender was said, so there is nothing to show.
    expect(body.dimensions[0]).toMatchObject({ dimension: 'gender', known: 0, isShown: false, values: [] });
    await send('PUT', '/api/audiences/settings', { smallest: 3 });
    const small = await send('GET', `${path}&base=${id}`);
    expect([small.status, small.body.code]).toEqual([422, 'audience_too_small']);
    const theirs = await send('GET', '/api/value', undefined, others);
    expect(theirs.body).toMatchObject({ fit: null, pendingSince: null, hasFailed: false });
  });
});

describe('a list', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

  it('finds people by their ids, plain or hashed, and says how many it knew', async () => {
    later();
    const plain = await send(
      'POST',
      '/api/audiences/lists?name=Plain',
      '\uFEFFuser_id,city\nanna,Xi’an\n"ben",\nnobody,\n',
    );
    expect([plain.status, plain.body.list, plain.body.size]).toEqual([201, { rows: 3, known: 2 }, 2]);
    expect(plain.body).toMatchObject({ kind: 'list', rule: null });
    const hashed = await send(
      'POST',
      '/api/audiences/lists?name=Hashed&ids=sha256',
      [sha256('anna').toUpperCase(), sha256('nobody'), 'not a hash'].join('\r\n'),
    );
    expect([hashed.body.list, hashed.body.size]).toEqual([{ rows: 3, known: 1 }, 1]);
    const rule = {
      all: [
        { kind: 'audience', audienceId: plain.body.id },
        { kind: 'audience', audienceId: hashed.body.id },
      ],
    };
    expect((await send('POST', '/api/audiences/estimate', { rule })).body.size).toBe(1);
  });

  it('does not tell who else comes to the market', async () => {
    const stranger = newId('shopper');
    await world.records.organization(marketNamespace, (trx) =>
      trx
        .insertInto('person_identities')
        .values({ namespace: marketNamespace, identity: `u${stranger}`, person: 900_777 })
        .execute(),
    );
    const text = showId('shopper', stranger);
    const before = await send('POST', '/api/audiences/lists?name=Strangers', text);
    expect([before.body.list, before.body.size]).toEqual([{ rows: 1, known: 0 }, 0]);
    await views(mine.organizationId, [900_777]);
    later();
    const after = await send('POST', '/api/audiences/lists?name=Shoppers', text);
    expect([after.body.list, after.body.size]).toEqual([{ rows: 1, known: 1 }, 1]);
  });

  it('that names nobody is refused', async () => {
    const { status, body } = await send('POST', '/api/audiences/lists?name=Empty', 'user_id\n');
    expect([status, body.code]).toEqual([422, 'file_empty']);
  });
});
