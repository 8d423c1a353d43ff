/**
 * Identifiers: UUIDv7 in the stores, TypeID text (`ord_01h…`) wherever a person or a program sees them.
 * The text form is a kind prefix and the 128 bits in 26 characters of Crockford's base32, as the TypeID
 * specification (version 0.3) defines, so ids sort by time in both forms and a wrong kind is refused by eye.
 */

/** The kinds of thing that carry an id, each with the prefix that is shown. */
export const idPrefixes = {
  organization: 'org',
  brand: 'brd',
  shop: 'shp',
  account: 'acc',
  user: 'usr',
  member: 'mem',
  invitation: 'inv',
  apiKey: 'key',
  writeKey: 'wk',
  auditEntry: 'aud',
  shopper: 'cst',
  product: 'prd',
  order: 'ord',
  orderLine: 'oln',
  payment: 'pay',
  refund: 'rfd',
  refundLine: 'rln',
  import: 'imp',
  event: 'evt',
  target: 'tgt',
  request: 'req',
  sku: 'sku',
  picture: 'pic',
  stockChange: 'stc',
  address: 'adr',
  checkout: 'chk',
  afterSale: 'aft',
  video: 'vid',
  comment: 'cmt',
  upload: 'upl',
  adAccount: 'ada',
  plan: 'pln',
  charge: 'chg',
  audience: 'pop',
  delivery: 'dlv',
  group: 'grp',
  placement: 'plc',
  valueFit: 'vft',
  shipment: 'shm',
  coupon: 'cpn',
  claimedCoupon: 'ccp',
  erasure: 'era',
} as const;

export type IdKind = keyof typeof idPrefixes;

declare const idBrand: unique symbol;
/** A lower-case UUID of one kind; two kinds are never assignable to each other. */
export type Id<Kind extends IdKind> = string & { readonly [idBrand]: Kind };

export type OrganizationId = Id<'organization'>;
export type BrandId = Id<'brand'>;
export type ShopId = Id<'shop'>;
export type AccountId = Id<'account'>;
export type MemberId = Id<'member'>;
export type OrderId = Id<'order'>;
export type OrderLineId = Id<'orderLine'>;
export type RefundId = Id<'refund'>;
export type ImportId = Id<'import'>;
export type ProductId = Id<'product'>;
export type ShopperId = Id<'shopper'>;
export type SkuId = Id<'sku'>;
export type VideoId = Id<'video'>;
export type PlanId = Id<'plan'>;
export type AudienceId = Id<'audience'>;
export type DeliveryId = Id<'delivery'>;
export type GroupId = Id<'group'>;
export type PlacementId = Id<'placement'>;
export type CouponId = Id<'coupon'>;
export type ClaimedCouponId = Id<'claimedCoupon'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, BigInt(digit)]));

/** The all-zero UUID, which columnar tables store where a dimension does not apply. */
export const nilUuid = '00000000-0000-0000-0000-000000000000';

/** Marks a UUID that a store or parser has already proved to be of this kind. */
export function asId<Kind extends IdKind>(_kind: Kind, uuid: string): Id<Kind> {
  return uuid as Id<Kind>;
}

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.
 * Clock and randomness come in so that tests and simulated worlds can repeat a run.
 */
export function newId<Kind extends IdKind>(
  _kind: Kind,
  now: number = Date.now(),
  random: Uint8Array = nextRandom(),
): Id<Kind> {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  bytes.set(random.subarray(0, 10), 6);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  return uuidFromBytes(bytes) as Id<Kind>;
}

const randomBytesPerId = 10;
const pool = { bytes: new Uint8Array(400 * randomBytesPerId), used: Number.POSITIVE_INFINITY };

/** Ten random bytes out of a drawn supply: asking the system for every id took a twentieth of a checkout's time. */
function nextRandom(): Uint8Array {
  if (pool.used >= pool.bytes.length) {
    crypto.getRandomValues(pool.bytes);
    pool.used = 0;
  }
  pool.used += randomBytesPerId;
  return pool.bytes.subarray(pool.used - randomBytesPerId, pool.used);
}

/** Sixteen bytes as the usual lower-case text. */
export function uuidFromBytes(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** `ord_01jd…`: the text that leaves the system. */
export function showId<Kind extends IdKind>(kind: Kind, id: Id<Kind> | string): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`);
  let text = '';
  for (let place = 0; place < 26; place++) {
    text = alphabet[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return `${idPrefixes[kind]}_${text}`;
}

/** Reads the shown form of this kind, or a bare UUID; null for anything else. */
export function parseId<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> | null {
  if (uuidPattern.test(text)) return text as Id<Kind>;
  const prefix = `${idPrefixes[kind]}_`;
  if (!text.startsWith(prefix) || text.length !== prefix.length + 26) return null;
  let value = 0n;
  for (const letter of text.slice(prefix.length)) {
    const digit = digitOf.get(letter);
    if (digit === undefined) return null;
    value = (value << 5n) | digit;
  }
  // 26 characters hold 130 bits: the first must leave the two highest at zero.
  if (value >> 128n) return null;
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>;
}
