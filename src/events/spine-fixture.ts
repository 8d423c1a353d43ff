import { newId, type OrganizationId } from '#kernel/ids';
import { newToken, openOrganisations } from '#organisations';
import { type Columnar, ColumnarUnavailable } from '#platform/columnar';
import { newRouter, problem, RefusalError } from '#platform/http';
import { openTestWorld } from '#platform/testing';
import { openEvents } from './events.ts';
import { insertTestApiKey, insertTestShop, insertTestWriteKey } from './spine-fixture-store.ts';

/** The collector and its routes on real stores, an organisation with one key of each kind, and a program. */
export async function openSpine(options: { columnar?: (real: Columnar) => Columnar } = {}) {
  const world = await openTestWorld();
  const { records } = world;
  const columnar = options.columnar?.(world.columnar) ?? world.columnar;
  const organisations = openOrganisations({
    records,
    secret: world.instanceSecret,
    baseUrl: 'http://meadow.test',
  });
  const { findWriteKey, structureOf } = organisations;
  const open = (more: { requestsPerSecondMax?: number } = {}) =>
    openEvents({
      records,
      columnar,
      findWriteKey,
      structureOf,
      instanceSecret: world.instanceSecret,
      ...more,
    });
  const events = open();

  const app = newRouter();
  app.use(organisations.identify);
  app.route('/', events.routes);
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    if (error instanceof ColumnarUnavailable)
      return problem(c, { code: 'columnar_unavailable', detail: error.message });
    throw error;
  });

  const newKeys = async (organizationId: OrganizationId) => {
    const server = newToken('serverWriteKey');
    const browser = newToken('browserWriteKey');
    const api = newToken('apiKey');
    await insertTestWriteKey(records, organizationId, newId('writeKey'), 'server', server);
    await insertTestWriteKey(records, organizationId, newId('writeKey'), 'browser', browser);
    await insertTestApiKey(records, organizationId, newId('apiKey'), api);
    return { server: server.secret, browser: browser.secret, api: api.secret };
  };
  const organizationId = await world.newOrganization();
  const shopId = await insertTestShop(records, organizationId);
  const keys = await newKeys(organizationId);

  const send = async (
    path: string,
    body: unknown,
    key: string | null = keys.server,
    headers: HeadersInit = {},
  ) => {
    const sent = new Headers({
      'content-type': 'application/json',
      ...Object.fromEntries(new Headers(headers)),
    });
    if (key !== null) sent.set('authorization', `Basic ${Buffer.from(`${key}:`).toString('base64')}`);
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const answer = await app.request(path, { method: 'POST', headers: sent, body: text as BodyInit });
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
  };
  const ask = async (method: string, path: string, body?: unknown, key = keys.api) => {
    const answer = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const count = async (condition = '1') => {
    const { rows } = await world.columnar.query<{ events: number; persons: number }>(
      { kind: 'organization', organizationId },
      { sql: `SELECT count() AS events, uniqExact(person) AS persons FROM $events WHERE ${condition}` },
    );
    return rows[0] as { events: number; persons: number };
  };

  return {
    world,
    app,
    events,
    open,
    organizationId,
    shopId,
    keys,
    newKeys,
    send,
    ask,
    count,
    close: async () => {
      await events.close();
      await organisations.close();
      await world.close();
    },
  };
}

export type Spine = Awaited<ReturnType<typeof openSpine>>;

let numbered = 0;
/** A well-formed event; every one has a message id of its own unless told otherwise. */
export function view(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  numbered += 1;
  return {
    type: 'track',
    messageId: `message-${numbered}`,
    userId: 'shopper-1',
    event: 'Product Viewed',
    timestamp: '2026-01-05T08:00:00.000Z',
    properties: { product_id: 'p1', carrier: 'live', source: 'feed', account_type: 'self' },
    ...more,
  };
}
