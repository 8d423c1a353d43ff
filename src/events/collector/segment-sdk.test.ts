import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSpine, type Spine } from '../spine-fixture.ts';

let spine: Spine;
let server: Server;
let host: string;
beforeAll(async () => {
  spine = await openSpine();
  server = createServer(getRequestListener(spine.app.fetch));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await spine.close();
});

it('takes every call of the Segment SDK as it is', async () => {
  const analytics = new Analytics({ writeKey: spine.keys.server, host, flushAt: 7 });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  analytics.identify({
    userId: 'sdk',
    anonymousId: 'sdk-device',
    traits: { gender: 'female', email: 'a@b.c' },
  });
  analytics.track({ userId: 'sdk', event: 'Product Viewed', properties: { product_id: 'p1', price: 9.9 } });
  analytics.track({ userId: 'sdk', event: 'Something Of Our Own', properties: { source: 'newsletter' } });
  analytics.page({ userId: 'sdk', name: 'Home', properties: { url: 'https://example.com/' } });
  analytics.screen({ userId: 'sdk', name: 'Cart' });
  analytics.group({ userId: 'sdk', groupId: 'club' });
  analytics.alias({ previousId: 'sdk-before', userId: 'sdk' });
  for (let n = 0; n < 40; n++) analytics.track({ anonymousId: `sdk-${n}`, event: 'Product Clicked' });
  await analytics.closeAndFlush({ timeout: 60_000 });
  expect(errors).toEqual([]);
  expect((await spine.count(`user_id = 'sdk'`)).events).toBe(7);
  expect((await spine.count(`event = 'Product Clicked'`)).events).toBe(40);
  expect((await spine.ask('GET', '/api/quarantine/reasons')).body.total).toBe(0);
});

it('tells the SDK of a wrong key, so that it does not come again for ever', async () => {
  const analytics = new Analytics({ writeKey: 'wrong', host, maxRetries: 1 });
  const errors: { reason?: unknown }[] = [];
  analytics.on('error', (error) => errors.push(error as { reason?: unknown }));
  analytics.track({ userId: 'nobody', event: 'Product Viewed' });
  await analytics.closeAndFlush({ timeout: 60_000 });
  expect(errors).toHaveLength(1);
});
