import { isIP } from 'node:net';
import type { Context } from 'hono';

/**
 * The address a request came from, or null where there is no socket (tests). `X-Forwarded-For` is believed
 * only from a proxy on this machine, and of it only the last entry, which that proxy wrote itself: anyone
 * may send the header, so believing it from elsewhere would let everyone choose their own address.
 */
export function clientAddress(c: Context): string | null {
  const peer = peerOf(c.env);
  if (peer !== null && !isLoopback(peer)) return peer;
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return isIP(forwarded) ? forwarded : peer;
}

/** Where `@hono/node-server` keeps the socket. */
function peerOf(env: unknown): string | null {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  // An IPv4 peer of a socket that listens on both families: ::ffff:192.0.2.1.
  return incoming?.socket?.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
