import { randomUUID } from 'node:crypto';
import { nilUuid } from '#kernel/ids';
import type { TextValues } from '#kernel/text';
import { eventTypeByName } from '../event-types/event-types.ts';
import type { Checked, EventKind, EventRefusal } from './checked-event.ts';
import { isWithinBounds, readTime } from './event-time.ts';
import { readContext } from './read-context.ts';
import { readProperties } from './read-properties.ts';
import type { Reception } from './sender.ts';

/** Of one event, without what is not kept of it. */
export const eventBytesMax = 32 * 1024;

const kinds: ReadonlySet<string> = new Set(['track', 'identify', 'page', 'screen', 'alias', 'group']);
const nameOfKind: Readonly<Record<Exclude<EventKind, 'track'>, string>> = {
  identify: 'User Identified',
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  alias: 'User Aliased',
  group: 'Group Joined',
};
const nothing: Readonly<Record<string, unknown>> = {};

const refused = (
  code: EventRefusal['code'],
  field: string,
  reason: EventRefusal['reason'],
  values: TextValues = {},
): Checked => ({
  ok: false,
  refusal: { code, field, reason, values },
});

/**
 * Decides whether an event goes in. Checks are written out by hand: this runs fifty thousand times a second,
 * and most of what arrives is well-formed. `kind` is that of the route, for `/v1/track` and its siblings.
 */
export function checkEvent(raw: unknown, kind: EventKind | null, reception: Reception): Checked {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refused('not_an_object', '', 'not_an_object');
  try {
    return checkObject(raw as Record<string, unknown>, kind, reception);
  } catch (error) {
    // `JSON.parse` takes any depth, `JSON.stringify` does not.
    if (error instanceof RangeError) return refused('event_too_large', '', 'nested_too_deeply');
    throw error;
  }
}

function checkObject(
  raw: Record<string, unknown>,
  routeKind: EventKind | null,
  reception: Reception,
): Checked {
  const given = routeKind ?? raw.type;
  if (typeof given !== 'string' || !kinds.has(given))
    return refused('invalid_type', 'type', 'type_unknown', { allowed: [...kinds].join(', ') });
  const kind = given as EventKind;

  const messageId = idOf(raw.messageId);
  if (messageId === null) return invalidId('messageId');
  const userId = idOf(raw.userId);
  if (userId === null) return invalidId('userId');
  const anonymousId = idOf(raw.anonymousId);
  if (anonymousId === null) return invalidId('anonymousId');
  const previousId = kind === 'alias' ? idOf(raw.previousId) : '';
  if (previousId === null) return invalidId('previousId');
  const groupId = kind === 'group' ? idOf(raw.groupId) : '';
  if (groupId === null) return invalidId('groupId');
  if (kind === 'alias' && previousId === '') return missing('previousId');
  if (kind === 'alias' && userId === '') return missing('userId');
  if (kind === 'group' && groupId === '') return missing('groupId');
  if (userId === '' && anonymousId === '') return refused('missing_identity', 'userId', 'identity_missing');

  const name = kind === 'track' ? raw.event : nameOfKind[kind];
  if (name === undefined || name === null || name === '') return missing('event');
  if (typeof name !== 'string' || name.length > 200 || !isCleanText(name))
    return refused('invalid_field', 'event', 'text_unreadable', { max: 200 });
  const type = eventTypeByName.get(name);
  if (type?.isMoney && (reception.sender.kind === 'browser' || reception.sender.kind === 'shopper'))
    return refused('money_needs_server_key', 'event', 'key_may_not_tell_money', { event: name });

  const time = timeOf(raw, reception);
  if ('code' in time) return { ok: false, refusal: time };

  const properties = objectOf(raw.properties);
  if (properties === null) return refused('invalid_field', 'properties', 'object_expected');
  const traits = kind === 'identify' || kind === 'group' ? objectOf(raw.traits) : undefined;
  if (traits === null) return refused('invalid_field', 'traits', 'object_expected');
  for (const property of type?.required ?? [])
    if (idOf(properties[property]) === '' || idOf(properties[property]) === null)
      return refused('missing_property', `properties.${property}`, 'property_missing', { event: name });

  const read = readProperties(
    namedProperties(kind, raw, properties),
    type !== undefined,
    reception.places,
    reception.sender,
  );
  if ('code' in read) return { ok: false, refusal: read };
  const shopless = type?.isMoney ? missingShop(read.shopId, properties.shop_id, reception) : null;
  if (shopless) return shopless;
  const context = readContext(raw.context);
  const size = read.rest.length + context.length + (traits === undefined ? 0 : JSON.stringify(traits).length);
  // A character is at most three bytes of UTF-8, so most events need no count of bytes.
  if (size * 3 > eventBytesMax && bytesOf(read.rest, context, traits) > eventBytesMax)
    return refused('event_too_large', '', 'event_too_large', { max: eventBytesMax });
  const recorded = type?.isMoney === true || traits !== undefined;
  if (recorded && !isCleanJson(JSON.stringify(type?.isMoney ? properties : traits)))
    return refused('invalid_field', type?.isMoney ? 'properties' : 'traits', 'characters_unreadable');

  return {
    ok: true,
    event: {
      kind,
      name,
      version: type?.version ?? 1,
      messageId: messageId === '' ? randomUUID() : messageId,
      atMs: time.atMs,
      isStamped: time.isStamped,
      userId,
      anonymousId,
      previousId,
      groupId,
      traits: traits ?? null,
      properties: read,
      context,
      moneyProperties: type?.isMoney ? properties : null,
    },
  };
}

/** Money belongs to a shop: what is acknowledged must be able to become a record. */
function missingShop(shopId: string, named: unknown, { sender, places }: Reception): Checked | null {
  if (shopId !== nilUuid || sender.shopId) return null;
  if (named !== undefined && named !== null && named !== '')
    return refused('invalid_property', 'properties.shop_id', 'shop_not_found');
  if (places.firstShopId === null) return refused('missing_property', 'properties.shop_id', 'no_shop_yet');
  return null;
}

const invalidId = (field: string) => refused('invalid_field', field, 'id_unreadable');
const missing = (field: string) => refused('missing_field', field, 'field_missing');

/** The id as text, empty where none is given, null where it is not one. Numbers are taken as their text. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value.length <= 255 && isCleanText(value) ? value : null;
  if (value === undefined || value === null) return '';
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** PostgreSQL stores neither U+0000 nor half a surrogate pair, and ids are looked up there. */
function isCleanText(text: string): boolean {
  return !controlCharacter.test(text) && text.isWellFormed();
}

function isCleanJson(text: string): boolean {
  return !/\\u(?:0000|d[89a-f])/.test(text.replaceAll('\\\\', ''));
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (value === undefined || value === null) return nothing;
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** A page and a screen have their name beside the properties. */
function namedProperties(
  kind: EventKind,
  raw: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if ((kind !== 'page' && kind !== 'screen') || typeof raw.name !== 'string') return properties;
  return { ...properties, name: raw.name };
}

type StampedTime = { readonly atMs: number; readonly isStamped: boolean };

function timeOf(
  raw: Readonly<Record<string, unknown>>,
  { receivedMs }: Reception,
): StampedTime | EventRefusal {
  const given = raw.timestamp ?? raw.originalTimestamp;
  if (given === undefined || given === null || given === '') return { atMs: receivedMs, isStamped: false };
  const atMs = typeof given === 'string' ? readTime(given) : null;
  if (atMs === null)
    return {
      code: 'invalid_timestamp',
      field: 'timestamp',
      reason: 'instant_unreadable',
    };
  if (!isWithinBounds(atMs, receivedMs))
    return {
      code: 'timestamp_out_of_bounds',
      field: 'timestamp',
      reason: 'instant_out_of_bounds',
    };
  return { atMs, isStamped: true };
}

function bytesOf(rest: string, context: string, traits: unknown): number {
  return Buffer.byteLength(rest) + Buffer.byteLength(context) + (traits ? JSON.stringify(traits).length : 0);
}
