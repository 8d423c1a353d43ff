/**
 * Door to signing what one server tells another: `t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, so that the
 * receiver knows who sent it, that it is whole, and that it is not an old one played again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is older or from further ahead is refused, so that an overheard one cannot be played again. */
export const replaySeconds = 300;

export function signBody(key: Buffer, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  return `t=${seconds},v1=${macOf(key, seconds, body).toString('hex')}`;
}

export function isSigned(key: Buffer, signature: string, body: string, nowMs: number): boolean {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature);
  if (!parts) return false;
  const seconds = Number(parts[1]);
  if (Math.abs(nowMs / 1000 - seconds) > replaySeconds) return false;
  return timingSafeEqual(Buffer.from(parts[2] ?? '', 'hex'), macOf(key, seconds, body));
}

const macOf = (key: Buffer, seconds: number, body: string) =>
  createHmac('sha256', key).update(`${seconds}.${body}`).digest();
