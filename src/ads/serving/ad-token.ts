import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/**
 * What was decided, in the hands of the screen: whom it was decided for, what a click costs and until when. Signed,
 * so nobody makes up a showing, changes a price or clicks somebody else's ad.
 */
export type AdTicket = {
  readonly planId: string;
  readonly organizationId: string;
  readonly adAccountId: string;
  readonly shopId: string;
  readonly videoId: string;
  readonly productId: string;
  readonly requestId: string;
  readonly shopperId: string;
  readonly price: number;
  readonly currency: string;
  readonly pCtr: number;
  readonly pCvr: number;
  readonly leaseId: string;
  readonly day: string;
  readonly decidedMs: number;
};

export type AdTokens = {
  readonly sign: (ticket: AdTicket) => string;
  /** Null for a text that is forged or damaged; how old it may be is for the caller to say. */
  readonly read: (token: string) => AdTicket | null;
};

const signatureLength = 22;
const version = 1;
const ids = [
  'planId',
  'organizationId',
  'adAccountId',
  'shopId',
  'videoId',
  'productId',
  'requestId',
  'shopperId',
  'leaseId',
] as const satisfies readonly (keyof AdTicket)[];

export function adTokens(instanceSecret: string): AdTokens {
  // Made a key once: from bytes it would be made anew for every token.
  const key = createSecretKey(createHmac('sha256', instanceSecret).update('ad tokens').digest());
  const signatureOf = (body: string) =>
    createHmac('sha256', key).update(body).digest('base64url').slice(0, signatureLength);
  return {
    sign: (ticket) => {
      const body = pack(ticket);
      return `${body}.${signatureOf(body)}`;
    },
    read: (token) => {
      const dot = token.length - signatureLength - 1;
      if (dot < 1 || token[dot] !== '.') return null;
      const body = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1));
      const wanted = Buffer.from(signatureOf(body));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      return unpack(body);
    },
  };
}

/** Ids as their 16 bytes, the rest as JSON: half as long as JSON alone. */
function pack(ticket: AdTicket): string {
  const hex = ids.map((name) => ticket[name].replaceAll('-', '')).join('');
  const { price, currency, pCtr, pCvr, day, decidedMs } = ticket;
  const rest = JSON.stringify([version, price, currency, pCtr, pCvr, day, decidedMs]);
  return Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest)]).toString('base64url');
}

type Rest = [number, number, string, number, number, string, number];

/** Only what we signed comes here, so the shape is ours. */
function unpack(body: string): AdTicket | null {
  const bytes = Buffer.from(body, 'base64url');
  const rest = JSON.parse(bytes.subarray(ids.length * 16).toString('utf8')) as Rest;
  const [madeBy, price, currency, pCtr, pCvr, day, decidedMs] = rest;
  if (madeBy !== version) return null;
  const named = Object.fromEntries(
    ids.map((name, place) => [name, uuidOf(bytes.subarray(place * 16, place * 16 + 16))]),
  ) as Record<(typeof ids)[number], string>;
  return { ...named, price, currency, pCtr, pCvr, day, decidedMs };
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
