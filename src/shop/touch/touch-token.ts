import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { accountTypes, carriers, sources, type Touch } from '../orders/order.ts';

/**
 * What led a shopper to a product, as the platform saw it when it showed something. It travels through the
 * shopper's hands (feed → product page → cart → order), so it is signed: nobody credits an ad plan or a creator
 * that did not show them anything.
 */
export type TouchTokens = {
  readonly sign: (touch: Touch, nowMs: number) => string;
  /** The touch, or null for a text that is forged, damaged or older than 30 days. */
  readonly read: (token: string, nowMs: number) => Touch | null;
};

/** Twice the widest window of attribution in use (14 days after a content click), with room. */
const lifeMs = 30 * 86_400_000;
const signatureLength = 22;

type Parts = readonly [version: 1, signedMs: number, ...values: (string | number | null)[]];

export function touchTokens(instanceSecret: string): TouchTokens {
  // Made a key once: from bytes it would be made anew for every token, which takes five times as long.
  const key = createSecretKey(createHmac('sha256', instanceSecret).update('touch tokens').digest());
  const signatureOf = (body: string) =>
    createHmac('sha256', key).update(body).digest('base64url').slice(0, signatureLength);
  return {
    sign: (touch, nowMs) => {
      const body = Buffer.from(JSON.stringify(partsOf(touch, nowMs))).toString('base64url');
      return `${body}.${signatureOf(body)}`;
    },
    read: (token, nowMs) => {
      const dot = token.length - signatureLength - 1;
      if (dot < 1 || token[dot] !== '.') return null;
      const body = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1));
      const wanted = Buffer.from(signatureOf(body));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      return touchOf(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Parts, nowMs);
    },
  };
}

const partsOf = (touch: Touch, nowMs: number): Parts => [
  1,
  nowMs,
  touch.carrier,
  touch.source,
  touch.accountType,
  touch.planId,
  touch.accountId,
  touch.contentId,
  touch.roomId,
  touch.creatorId,
  touch.requestId,
  touch.touchSecond,
];

/** Only what we signed comes here, so the shape is ours; the words are looked up all the same. */
function touchOf(parts: Parts, nowMs: number): Touch | null {
  const [version, signedMs, carrier, source, accountType, planId, accountId, contentId, roomId] = parts;
  const [creatorId, requestId, touchSecond] = parts.slice(9);
  if (version !== 1 || nowMs - signedMs > lifeMs) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    carrier: carriers.find((word) => word === carrier) ?? null,
    source: sources.find((word) => word === source) ?? null,
    accountType: accountTypes.find((word) => word === accountType) ?? null,
    planId: text(planId),
    accountId: text(accountId),
    contentId: text(contentId),
    roomId: text(roomId),
    creatorId: text(creatorId),
    requestId: text(requestId),
    touchSecond: typeof touchSecond === 'number' ? touchSecond : null,
  };
}
