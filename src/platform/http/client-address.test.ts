import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

/** The address that a request seems to come from, by its socket and its header. */
async function addressOf(peer: string | undefined, forwarded?: string): Promise<unknown> {
  const app = new Hono().get('/', (c) => c.json(clientAddress(c)));
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  const answer = await app.request('/', headers ? { headers } : {}, {
    incoming: { socket: { remoteAddress: peer } },
  });
  return answer.json();
}

it('a request comes from its socket, whatever it says of itself', async () => {
  expect(await addressOf('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
  expect(await addressOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(await addressOf(undefined)).toBeNull();
});

it('a proxy on this machine is believed, and of its chain only what it added itself', async () => {
  expect(await addressOf('127.0.0.1', '1.2.3.4')).toBe('1.2.3.4');
  expect(await addressOf('::1', '6.6.6.6, 2001:db8::7')).toBe('2001:db8::7');
  expect(await addressOf('127.0.0.1', 'not an address')).toBe('127.0.0.1');
  expect(await addressOf('127.0.0.1')).toBe('127.0.0.1');
});
