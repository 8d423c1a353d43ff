import { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken, openOrganisations } from '#organisations';
import { openFiles } from '#platform/files';
import { type MeadowEnv, problem, RefusalError } from '#platform/http';
import { type Jobs, openJobs } from '#platform/jobs';
import { roleUrl } from '#platform/records';
import { openTestWorld, type TestWorld } from '#platform/testing';
import type { ImportPreview, ImportView } from '../contract.ts';
import { openShop, type Shop } from '../open-shop.ts';

let world: TestWorld;
let jobs: Jobs;
let shop: Shop;
let organisations: ReturnType<typeof openOrganisations>;
let app: OpenAPIHono<MeadowEnv>;
let ours: string;
let theirs: string;

async function found(name: string): Promise<string> {
  const apiKey = newToken('apiKey');
  const founding = {
    organization: {
      id: newId('organization') as OrganizationId,
      name,
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      simulated: false,
    },
    brands: [{ name: `${name} brand`, shops: [{ name: `${name} shop` }] }],
  };
  const owner = {
    email: `${name}@example.com`,
    name: 'Owner',
    password: 'a long enough password',
    isOperator: false,
  };
  const result = await createOrganizationWithOwner(world.records, founding, owner, { apiKey });
  if (!result.ok) throw new Error(result.refusal.detail);
  return apiKey.secret;
}

beforeAll(async () => {
  world = await openTestWorld();
  jobs = await openJobs(roleUrl(world.recordsAdminUrl, world.instanceSecret, 'meadow_jobs'), console.error);
  organisations = openOrganisations({
    records: world.records,
    secret: world.instanceSecret,
    baseUrl: 'http://localhost',
    tellMail: () => undefined,
  });
  let persons = 0;
  shop = await openShop({
    records: world.records,
    files: openFiles(world.folder),
    jobs,
    structureOf: organisations.structureOf,
    resolvePersons: async (_organization, identities) =>
      new Map(identities.map((identity) => [identity, ++persons])),
    takeEvents: async () => ({ refused: [], span: null }),
    ingest: async () => ({ accepted: 0, span: null, refused: [] }),
    groups: { isMember: () => false, isHeldOut: () => false },
    putAside: async () => undefined,
    instanceSecret: world.instanceSecret,
    isHttps: false,
    answerOnce: organisations.answerOnce,
    resolveActor: organisations.resolveActor,
    numberShopper: async () => ++persons,
    joinPersons: async () => undefined,
    onError: console.error,
  });
  app = new OpenAPIHono<MeadowEnv>();
  app.use(organisations.identify);
  app.route('/', shop.routes);
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    throw error;
  });
  ours = await found('ours');
  theirs = await found('theirs');
});
afterAll(async () => {
  await shop.close();
  await jobs.stop();
  await organisations.close();
  await world.close();
});

async function ask<Body>(
  path: string,
  init: RequestInit = {},
  key = ours,
): Promise<{ status: number; body: Body; text: string }> {
  const response = await app.request(path, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
}
const send = (contents: string | Buffer, query = 'kind=orders&fileName=orders.csv') =>
  ask<ImportView>(`/api/imports?${query}`, {
    method: 'POST',
    body: contents as BodyInit,
    headers: { 'content-type': 'application/octet-stream' },
  });
const start = (id: string, body: object = {}) =>
  ask<ImportView & { errors: { field: string }[] }>(`/api/imports/${id}/start`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
async function finished(id: string): Promise<ImportView> {
  for (;;) {
    const { body } = await ask<ImportView>(`/api/imports/${id}`);
    if (body.state !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('imports over the API', () => {
  it('go from a file to orders: preview, start, progress, rejects', async () => {
    const sent = await send(
      'order_id,sku,quantity,line_amount,paid_at,customer_id\n1,A,2,10.00,2024-05-01 12:00,buyer-0001\n2,B,x,1.00,2024-05-01,b\n',
    );
    expect(sent).toMatchObject({
      status: 201,
      body: { state: 'received', preset: 'meadow_orders', format: 'delimited' },
    });
    const { id } = sent.body;
    const { body: preview } = await ask<ImportPreview>(`/api/imports/${id}/preview`);
    expect(preview).toMatchObject({
      remembered: false,
      missing: [],
      reading: [{ code: null, values: { gmv: 1_000, currency: 'CNY' } }, { code: 'quantity_unreadable' }],
    });
    expect(preview.fields.find(({ field }) => field === 'paid_at')).toMatchObject({
      column: 'paid_at',
      confidence: 1,
    });
    expect(await start(id)).toMatchObject({ status: 200, body: { state: 'running' } });
    expect(await finished(id)).toMatchObject({
      state: 'done',
      progress: { done: 1, rowsTaken: 1, rowsRejected: 1 },
      summary: { gmv: { CNY: 1_000 } },
    });

    expect((await ask(`/api/imports/${id}/rejects`)).body).toMatchObject({
      items: [{ row: 2, code: 'quantity_unreadable' }],
      byCode: [{ code: 'quantity_unreadable', rows: 1 }],
      nextCursor: null,
    });
    expect((await ask(`/api/imports/${id}/rejects.csv`)).text).toContain(
      '2,quantity_unreadable,quantity,"""x"" is not a whole number."',
    );
    const { body: orders } = await ask<{ items: { id: string }[] }>(`/api/orders?importId=${id}`);
    expect(orders.items).toMatchObject([
      { externalId: '1', gmv: 1_000, origin: 'import', paidAt: '2024-05-01T04:00:00.000Z' },
    ]);
    expect((await ask(`/api/orders/${orders.items[0]?.id}`)).body).toMatchObject({
      orderLines: [{ sku: 'A', quantity: 2 }],
      payments: [{ amount: 1_000 }],
    });

    // Another organisation sees none of it.
    for (const path of [
      `/api/imports/${id}`,
      `/api/imports/${id}/preview`,
      `/api/imports/${id}/rejects`,
      `/api/imports/${id}/rejects.csv`,
      `/api/orders/${orders.items[0]?.id}`,
    ])
      expect((await ask(path, {}, theirs)).status).toBe(404);
    expect((await ask(`/api/orders`, {}, theirs)).body).toMatchObject({ items: [] });
    expect((await ask(`/api/imports`, {}, theirs)).body).toMatchObject({ items: [] });
    expect((await start(id)).status).toBe(409);
  });

  it('ask what a file leaves open, take a mapping by hand, and remember both', async () => {
    const file = (no: number) => `Nr;Wann;Artikel;Menge;Betrag\n${no};03.04.2024 10:00;Schal;1;1.234,50\n`;
    const { body: first } = await send(file(1));
    expect((await start(first.id)).body).toMatchObject({
      code: 'unprocessable',
      errors: [{ field: 'mapping.order_id' }],
    });
    const mapping = {
      order_id: 'Nr',
      paid_at: 'Wann',
      product_name: 'Artikel',
      quantity: 'Menge',
      line_amount: 'Betrag',
    };
    expect((await start(first.id, { mapping: { ...mapping, order_id: 'Nummer' } })).body).toMatchObject({
      errors: [{ field: 'mapping.order_id' }],
    });
    expect((await start(first.id, { mapping })).body).toMatchObject({
      errors: [{ field: 'options.dateOrder' }],
    });
    expect((await start(first.id, { mapping, options: { dateOrder: 'day_first' } })).status).toBe(200);
    expect(await finished(first.id)).toMatchObject({ state: 'done', summary: { gmv: { CNY: 123_450 } } });

    const { body: second } = await send(file(2));
    expect((await ask(`/api/imports/${second.id}/preview`)).body).toMatchObject({
      remembered: true,
      missing: [],
    });
    expect((await start(second.id)).status).toBe(200);
    expect(await finished(second.id)).toMatchObject({
      state: 'done',
      summary: { orders: 1, gmv: { CNY: 123_450 } },
    });
  });

  it('refuse what is no table, and say so in a problem document', async () => {
    expect(await send(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))).toMatchObject({
      status: 415,
      body: { code: 'file_unknown_format' },
    });
    expect(await send(Buffer.from([0x1f, 0x8b, 8, 0, 0]))).toMatchObject({ status: 422 });
    expect(await send('a,b\n1,2\n', 'kind=events&fileName=x')).toMatchObject({ status: 415 });
    expect(await send('x', 'kind=pictures&fileName=x')).toMatchObject({ status: 400 });
    expect(await send('a,b\n1,2\n', 'kind=orders&fileName=a%00b')).toMatchObject({ status: 400 });
    expect(await send('{"order_id\\u0000":"1","x\\ud800":2}\n')).toMatchObject({ status: 201 });
    expect(await send(`${'c,'.repeat(3_000)}\n1\n`)).toMatchObject({ status: 415 });
    expect((await ask('/api/imports/imp_00000000000000000000000000')).status).toBe(404);
    expect((await ask('/api/imports/nonsense')).status).toBe(400);
    expect((await ask('/api/orders?cursor=nonsense')).status).toBe(400);
  });

  it('are received and started once by requests that repeat their Idempotency-Key', async () => {
    const post = (path: string, body: string, key: string, type = 'application/octet-stream') =>
      ask<ImportView & { code?: string }>(path, {
        method: 'POST',
        body,
        headers: { 'content-type': type, 'content-length': String(body.length), 'idempotency-key': key },
      });
    const path = '/api/imports?kind=orders&fileName=once.csv';
    const file = 'order_id,sku,quantity,line_amount,paid_at\n88,A,1,1.00,2024-05-01\n';
    const first = await post(path, file, 'once');
    expect(first.status).toBe(201);
    expect(await post(path, file, 'once')).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(await post(path, `${file}89,A,1,1.00,2024-05-01\n`, 'once')).toMatchObject({
      body: { code: 'idempotency_conflict' },
    });
    // Of another content in the same length only a digest (RFC 9530) tells; of a stream nothing does.
    const otherFile = file.replace('88', '99');
    const digested = (body: string, digest: string) =>
      ask<ImportView & { code?: string }>(path, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'text/csv',
          'content-length': String(body.length),
          'idempotency-key': 'digested',
          'content-digest': `sha-256=:${digest}:`,
        },
      });
    expect((await digested(otherFile, 'b3RoZXI=')).status).toBe(201);
    expect((await digested(file, 'ZmlsZQ==')).body).toMatchObject({ code: 'idempotency_conflict' });
    const streamed = { 'idempotency-key': 'streamed', 'transfer-encoding': 'chunked' };
    expect(
      await ask(path, { method: 'POST', body: file, headers: { ...streamed, 'content-type': 'text/csv' } }),
    ).toMatchObject({ status: 400, body: { errors: [{ field: 'Idempotency-Key' }] } });

    const { body: listed } = await ask<{ items: ImportView[] }>('/api/imports');
    expect(listed.items.filter(({ fileName }) => fileName === 'once.csv')).toHaveLength(2);

    const starting = `/api/imports/${first.body.id}/start`;
    for (let time = 0; time < 2; time++)
      expect((await post(starting, '{}', 'start', 'application/json')).status).toBe(200);
    expect(await finished(first.body.id)).toMatchObject({ state: 'done' });
  });

  it('can be cancelled before they start, and started again', async () => {
    const { body } = await send('order_id,sku,quantity,line_amount,paid_at\n77,A,1,1.00,2024-05-01\n');
    expect((await ask(`/api/imports/${body.id}/cancel`, { method: 'POST' })).body).toMatchObject({
      state: 'cancelled',
    });
    expect((await start(body.id)).status).toBe(200);
    expect(await finished(body.id)).toMatchObject({ state: 'done' });
  });
});
