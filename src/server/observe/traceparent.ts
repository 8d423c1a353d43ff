import { randomBytes } from 'node:crypto';

const pattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's W3C trace context when it is sound, else a new one: every request can be followed by one name. */
export function traceparentOf(sent: string | undefined): string {
  if (sent && pattern.test(sent)) return sent;
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
