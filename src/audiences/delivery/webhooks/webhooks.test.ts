import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isSigned } from '#platform/signing';
import type { WebhookSecretView } from '../delivery-shapes.ts';
import { type DeliveryWorld, openDeliveryWorld } from '../delivery-world-fixture.ts';
import { guardedPost } from './guarded-post.ts';
import { isPublicAddress } from './public-address.ts';
import { sendParcels } from './send-parcels.ts';

type Heard = { readonly kind: string; readonly id: string; readonly people: readonly unknown[] };
let world: DeliveryWorld;
let server: Server;
let url: string;
/** What the other side answers, and what it has heard since, with how it was signed. */
let status = 200;
const heard: Heard[] = [];
const requests: { readonly body: string; readonly signature: string; readonly path: string }[] = [];

beforeAll(async () => {
  world = await openDeliveryWorld();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push({
        body,
        signature: String(request.headers['meadow-signature']),
        path: request.url ?? '',
      });
      if (status === 200) heard.push(JSON.parse(body));
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`;
});
afterAll(async () => {
  await new Promise((resolve) => server?.close(resolve));
  await world?.close();
});
afterEach(() => {
  status = 200;
  heard.splice(0);
  requests.splice(0);
});

const path = '/api/audience-deliveries';
let named = 0;
async function viewers(count: number, others: readonly number[] = []) {
  const category = `hooked ${++named}`;
  const persons: number[] = [];
  for (let n = 0; n < count; n++) persons.push(await world.user(`${category} ${n}`));
  await world.views([...persons, ...others], category);
  return { category, audienceId: await world.audience(category) };
}
const waiting = async (id: string) => (await world.send('GET', `${path}/${id}`)).body;

it('tells who enters and leaves, signed, and withdrawing tells that all left', async () => {
  const { audienceId, category } = await viewers(20);
  const { body } = await world.deliver(audienceId, { target: 'webhook', url, holdOutPercent: 0 });
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]).toMatchObject({ kind: 'entered', delivery: body.id, audience: audienceId });
  expect(heard[0]?.people).toHaveLength(20);
  const { secret } = (await world.send<WebhookSecretView>('GET', `${path}/${body.id}/secret`)).body;
  const [request] = requests;
  const key = Buffer.from(secret, 'base64url');
  expect(isSigned(key, request?.signature ?? '', request?.body ?? '', world.clock.nowMs)).toBe(true);
  expect(isSigned(key, request?.signature ?? '', `${request?.body} `, world.clock.nowMs)).toBe(false);

  await world.views([await world.user('late')], category);
  world.later();
  await world.run(body.id);
  await expect
    .poll(() => heard.map(({ kind, people }) => [kind, people.length]))
    .toEqual([
      ['entered', 20],
      ['entered', 1],
    ]);
  await world.send('POST', `${path}/${body.id}/withdraw`);
  await expect.poll(() => heard.at(-1)).toMatchObject({ kind: 'left' });
  expect(heard.at(-1)?.people).toHaveLength(21);
  await expect.poll(async () => (await waiting(body.id)).waiting).toBe(0);
});

it('counts who could not be told because they have no id', async () => {
  const visitorsWithoutId = [1, 2, 3].map((number) => 4_000_000 + number);
  const { audienceId } = await viewers(4, visitorsWithoutId);
  const { body } = await world.deliver(audienceId, { target: 'webhook', url, holdOutPercent: 0 });
  await expect.poll(async () => (await waiting(body.id)).untold).toBe(3);
  expect(heard.map(({ people }) => people.length)).toEqual([4]);
  expect(await waiting(body.id)).toMatchObject({ people: 7, waiting: 0 });
  await world.send('POST', `${path}/${body.id}/withdraw`);
  await expect.poll(() => heard.at(-1)).toMatchObject({ kind: 'left' });
  expect(await waiting(body.id)).toMatchObject({ untold: 3 });
});

it('tells again what was not taken, in order, and gives up in the end', async () => {
  status = 503;
  const { audienceId, category } = await viewers(10);
  const { body } = await world.deliver(audienceId, { target: 'webhook', url, holdOutPercent: 0 });
  await expect.poll(async () => (await waiting(body.id)).problem).toBe('webhook_refused');
  await world.views([await world.user('second')], category);
  world.later();
  await world.run(body.id);
  // Looking at the audience again does not make it right.
  expect(await waiting(body.id)).toMatchObject({ problem: 'webhook_refused', waiting: 2 });
  status = 200;
  world.later(60 * 60_000);
  await sendParcels(world.parts);
  await expect.poll(() => heard.map(({ people }) => people.length)).toEqual([10, 1]);
  // A repeat bears the same id, so that whoever took it already knows it.
  await expect.poll(() => waiting(body.id)).toMatchObject({ problem: null, waiting: 0 });
  const ids = requests.map((one) => (JSON.parse(one.body) as Heard).id);
  expect(new Set(ids).size).toBe(2);
  expect(ids.length).toBeGreaterThan(2);

  status = 410;
  await world.views([await world.user('third')], category);
  world.later();
  await world.run(body.id);
  await expect
    .poll(async () => {
      world.later(3 * 86_400_000);
      await sendParcels(world.parts);
      return (await waiting(body.id)).waiting;
    })
    .toBe(0);
  expect(await waiting(body.id)).toMatchObject({ problem: 'webhook_gave_up' });
  const { items } = (await world.send('GET', `${path}/${body.id}/runs`)).body;
  expect(items[0]).toMatchObject({ failed: 1, problem: 'webhook_gave_up' });
});

it('follows no redirect', async () => {
  status = 302;
  const post = guardedPost({ allowPrivate: true });
  expect(await post.send(url, '{}', {})).toBe(302);
  expect(requests.map((one) => one.path)).toEqual(['/people']);
  await post.close();
});

it('never leads to this machine or a private network, however it is written', async () => {
  const post = guardedPost({ allowPrivate: false });
  const port = new URL(url).port;
  const there = [
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/',
  ];
  for (const one of there) {
    expect(await post.complaintOf(one), one).toMatch(/private network/);
    await expect(post.send(one, '{}', {}), one).rejects.toThrow(/private network/);
  }
  expect(await post.complaintOf('http://93.184.215.14/')).toMatch(/https/);
  expect(await post.complaintOf('https://93.184.215.14/')).toBeNull();
  expect(requests).toEqual([]);
  await post.close();
});

it('knows the open internet from the rest', () => {
  const closed = [
    '0.0.0.0',
    '100.64.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ];
  const closed6 = [
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '::ffff:10.0.0.1',
  ];
  for (const address of [...closed, ...closed6, 'localhost', ''])
    expect(isPublicAddress(address), address).toBe(false);
  for (const address of ['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])
    expect(isPublicAddress(address), address).toBe(true);
});
