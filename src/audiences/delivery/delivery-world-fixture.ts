/** Deliveries on real stores: an organisation whose people viewed something, its audiences, and the routes. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { erasedMarks, Forgotten, Groups, type Identity, marketNamespace, PersonNumbers } from '#events';
import { nilUuid, type OrganizationId, parseId } from '#kernel/ids';
import { openOrganisations } from '#organisations';
import { openFiles } from '#platform/files';
import { openJobs } from '#platform/jobs';
import { roleUrl } from '#platform/records';
import { openTestWorld } from '#platform/testing';
import { behindSignIn, foundOrganization, type Own } from '../api-fixture.ts';
import type { AudienceParts } from '../audiences/audience-parts.ts';
import { audienceRoutes } from '../audiences/audience-routes.ts';
import { peopleOfAudience } from '../audiences/people-of-audience.ts';
import { ruleRoutes } from '../audiences/rule-routes.ts';
import { openErasures } from '../erasures/open-erasures.ts';
import { forgetSubscriber } from '../forgetting/forget-people.ts';
import { factKinds } from '../rules/kinds/fact-kinds.ts';
import { openRules, type Rules } from '../rules/open-rules.ts';
import type { DeliveryRunView, DeliveryView } from './delivery-shapes.ts';
import { findDelivery } from './delivery-store.ts';
import { openDeliveries } from './open-deliveries.ts';
import { runDelivery } from './run-delivery.ts';

/** What these tests read of answers, whatever the answer. */
type Seen = DeliveryView & {
  readonly size: number;
  readonly items: readonly DeliveryRunView[];
};

export async function openDeliveryWorld() {
  const world = await openTestWorld();
  const { records, columnar, instanceSecret } = world;
  const clock = { nowMs: Date.now() };
  const now = () => clock.nowMs;
  const onError = (error: unknown) => {
    throw error;
  };
  const organisations = openOrganisations({ records, secret: instanceSecret, baseUrl: 'http://meadow.test' });
  const { structureOf } = organisations;
  const forgotten = new Forgotten(records);
  const rules: Rules = openRules({ columnar, forgotten }, () =>
    factKinds({ columnar, everyone: rules.everyone }),
  );
  const base: AudienceParts = {
    records,
    columnar,
    forgotten,
    rules,
    structureOf,
    now,
    peopleOf: peopleOfAudience({ records, columnar, forgotten, rules }),
  };
  const jobs = await openJobs(roleUrl(world.recordsAdminUrl, instanceSecret, 'meadow_jobs'), console.error);
  const files = openFiles(world.folder);
  const deliveries = await openDeliveries(base, {
    files,
    jobs,
    instanceSecret,
    allowPrivateWebhooks: true,
    onError,
  });
  const erasures = await openErasures(deliveries.parts, { jobs, instanceSecret });
  const groups = await Groups.open(records, onError);
  const numbers = new PersonNumbers(records, erasedMarks(instanceSecret));

  const app = behindSignIn(
    organisations,
    audienceRoutes(base),
    ruleRoutes(base),
    deliveries.routes,
    erasures.routes,
  );
  const found = (name: string) => foundOrganization(records, name);
  const mine = await found('mine');
  const ask = (method: string, path: string, body?: unknown, own: Own = mine) =>
    app.request(`http://meadow.test${path}`, {
      method,
      headers: { authorization: `Bearer ${own.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const send = async <Body = Seen>(method: string, path: string, body?: unknown, own: Own = mine) => {
    const answer = await ask(method, path, body, own);
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  await send('PUT', '/api/audiences/settings', { smallest: 3 });

  const numberOf = async (namespace: OrganizationId, identity: Identity) =>
    (await numbers.resolve(namespace, [identity])).get(identity) as number;
  /** Sets are kept for ten minutes at most, those that took long to find; whoever asks later sees what happened. */
  const later = (ms = 601_000) => {
    clock.nowMs += ms;
  };
  const views = (persons: readonly number[], category: string) =>
    columnar.insert(
      'events',
      persons.map((person) => ({
        organization_id: mine.organizationId,
        day: new Date(clock.nowMs).toISOString().slice(0, 10),
        event: 'Product Viewed',
        person,
        event_id: randomUUID(),
        at: new Date(clock.nowMs - 1_000).toISOString(),
        received_at: new Date(clock.nowMs).toISOString(),
        write_key_id: nilUuid,
        category,
      })),
      `views-${randomUUID()}`,
    );
  /** A live audience of whoever viewed something of a category. */
  const audience = async (category: string, kind: 'live' | 'frozen' = 'live'): Promise<string> => {
    const rule = {
      kind: 'did',
      what: { action: 'viewed_product' },
      times: { op: 'at_least', value: 1 },
      // Ever: these tests let weeks pass while the job that keeps deliveries up runs beside them.
      window: null,
      where: [{ dimension: 'category', op: 'in', values: [category] }],
    };
    const made = await send('POST', '/api/audiences', { name: `Viewers of ${category}`, kind, rule });
    expect(made).toMatchObject({ status: 201 });
    return made.body.id;
  };
  const deliver = (audienceId: string, given: object) =>
    send('POST', '/api/audience-deliveries', { audienceId, ...given });
  const run = async (shownId: string) => {
    const { parts } = deliveries;
    const id = parseId('delivery', shownId);
    const row = id && (await records.organization(mine.organizationId, (trx) => findDelivery(trx, id)));
    if (!row) throw new Error('There is no such delivery.');
    await runDelivery(parts, mine.organizationId, row);
  };

  return {
    world,
    clock,
    mine,
    found,
    ask,
    send,
    later,
    views,
    audience,
    deliver,
    run,
    running: async () =>
      (await send<{ items: readonly DeliveryView[] }>('GET', '/api/audience-deliveries')).body.items.map(
        ({ id }) => id,
      ),
    onError,
    groups,
    files,
    parts: erasures.parts,
    subscribers: [forgetSubscriber(erasures.parts)],
    user: (id: string) => numberOf(mine.organizationId, `u${id}`),
    shopper: (id: string) => numberOf(marketNamespace, `u${id}`),
    close: async () => {
      await groups.close();
      await deliveries.close();
      await jobs.stop();
      await organisations.close();
      await world.close();
    },
  };
}

export type DeliveryWorld = Awaited<ReturnType<typeof openDeliveryWorld>>;
