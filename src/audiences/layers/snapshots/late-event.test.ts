import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEvents } from '#events';
import { addDays, dateOf } from '#kernel/time';
import { createOrganizationWithOwner, newToken, openOrganisations } from '#organisations';
import { openFiles } from '#platform/files';
import { newRouter } from '#platform/http';
import { openJobs } from '#platform/jobs';
import { roleUrl } from '#platform/records';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openAudiences } from '../../open-audiences.ts';
import type { layersAnswer } from '../layer-contract.ts';
import { tendQueue } from './fill-trend.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';
const today = dateOf(Date.now(), zone);

/** Collector, jobs and layers together, as the server has them. */
async function openInstance() {
  const { records, columnar } = world;
  const organisations = openOrganisations({
    records,
    secret: world.instanceSecret,
    baseUrl: 'http://meadow.test',
  });
  const { findWriteKey, structureOf, identify } = organisations;
  const onError = (error: unknown) => {
    throw error;
  };
  const jobs = await openJobs(roleUrl(world.recordsAdminUrl, world.instanceSecret, 'meadow_jobs'), onError);
  const events = openEvents({
    records,
    columnar,
    findWriteKey,
    structureOf,
    instanceSecret: world.instanceSecret,
  });
  const audiences = await openAudiences({
    records,
    columnar,
    jobs,
    structureOf,
    delivery: {
      files: openFiles(world.folder),
      instanceSecret: world.instanceSecret,
      allowPrivateWebhooks: false,
    },
    namesOf: async () => ({}),
    onError,
  });
  const app = newRouter();
  app.use(identify);
  app.route('/', events.routes);
  app.route('/', audiences.routes);
  const [apiKey, serverWriteKey] = [newToken('apiKey'), newToken('serverWriteKey')];
  const founded = await createOrganizationWithOwner(
    records,
    { organization: { name: 'Late', zone, currency: 'CNY' } },
    { email: 'late@example.com', name: 'Late', password: 'correct horse battery', isOperator: false },
    { apiKey, serverWriteKey },
  );
  if (!founded.ok) throw new Error(founded.refusal.detail);
  return {
    jobs,
    /** Somebody viewed a product so many days ago, told of now. */
    tell: async (userId: string, daysAgo: number) => {
      const answer = await app.request('/v1/track', {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${serverWriteKey.secret}:`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          userId,
          event: 'Product Viewed',
          messageId: `${userId} ${daysAgo}`,
          timestamp: `${addDays(today, -daysAgo)}T04:00:00.000Z`,
          sentAt: new Date().toISOString(),
          properties: { product_id: 'p-1' },
        }),
      });
      expect(answer.status).toBe(200);
    },
    layers: async () => {
      const answer = await app.request(
        `/api/layers?day=${addDays(today, -1)}&compareDay=${addDays(today, -6)}`,
        { headers: { authorization: `Bearer ${apiKey.secret}` } },
      );
      const { people, peopleBefore } = (await answer.json()) as ReturnType<typeof layersAnswer.parse>;
      return { people, peopleBefore };
    },
    close: async () => {
      await audiences.close();
      await jobs.stop();
      await events.close();
      await organisations.close();
    },
  };
}

it('an event that is told of late stands in the layers of its day and of all days since', async () => {
  const { jobs, tell, layers, close } = await openInstance();
  await tell('anna', 9);
  expect(await layers()).toEqual({ people: 1, peopleBefore: 1 });
  await tell('ben', 8);
  await tell('cleo', 3);
  // Kept days stay as they were until the job looks, every ten minutes; here it looks now.
  expect(await layers()).toEqual({ people: 1, peopleBefore: 1 });
  await jobs.send(tendQueue, {});
  await expect.poll(layers).toEqual({ people: 3, peopleBefore: 2 });
  await close();
});
