import { hash } from 'node:crypto';
import { propertyColumns } from '../event-types/event-types.ts';
import type { CheckedEvent } from './checked-event.ts';
import { timeFromMs } from './event-time.ts';
import type { Reception } from './sender.ts';

/** Columns of a row in the order `eventRow` writes them. */
export const eventColumns: readonly string[] = [
  'organization_id',
  'day',
  'event',
  'person',
  'event_id',
  'message_id',
  'version',
  'at',
  'received_at',
  'skew_ms',
  'user_id',
  'anonymous_id',
  'write_key_id',
  'brand_id',
  'shop_id',
  'account_id',
  ...propertyColumns.map(({ column }) => column),
  'value',
  'currency',
  'experiments',
  'properties',
  'context',
  'simulated',
];

/** The same message is the same event, whenever and wherever it arrives again. */
export function eventIdOf(organizationId: string, messageId: string): string {
  const hex = hash('sha256', `${organizationId}\n${messageId}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** What all rows of one request have in common, written once. */
export function rowFrame({ sender, receivedMs, sentMs, places }: Reception) {
  const skewMs = sentMs === null ? 0 : receivedMs - sentMs;
  return {
    organizationId: sender.organizationId,
    received: `${timeFromMs(receivedMs).text}\t${skewMs}`,
    writeKeyId: sender.writeKeyId,
    simulated: places.isSimulated || sender.isSimulated ? '1' : '0',
  };
}
export type RowFrame = ReturnType<typeof rowFrame>;

/**
 * A line of tab-separated text: the store parses it faster than JSON, and no text can break out of it. Ids
 * hold no control characters and JSON text writes them as escapes, so of most texts only the backslash is
 * looked for.
 */
export function eventRow(event: CheckedEvent, eventId: string, person: number, frame: RowFrame): string {
  const { columns, brandId, shopId, accountId, value, currency, experiments, rest } = event.properties;
  let texts = columns.join('\t');
  if (texts.includes('\\') || hasControlCharacters(columns)) texts = columns.map(escaped).join('\t');
  const { organizationId, received, writeKeyId, simulated } = frame;
  return [
    organizationId,
    event.time.day,
    escapedBackslash(event.name),
    person,
    eventId,
    escapedBackslash(event.messageId),
    event.version,
    event.time.text,
    received,
    escapedBackslash(event.userId),
    escapedBackslash(event.anonymousId),
    writeKeyId,
    brandId,
    shopId,
    accountId,
    texts,
    value,
    currency,
    experiments.length === 0 ? '[]' : labels(experiments),
    escapedBackslash(rest),
    escapedBackslash(event.context),
    `${simulated}\n`,
  ].join('\t');
}

const escapedBackslash = (text: string) => (text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);

function hasControlCharacters(texts: readonly string[]): boolean {
  return special.test(texts.join(''));
}

function labels(experiments: readonly string[]): string {
  if (experiments.length === 0) return '[]';
  const quoted = experiments.map((label) => `'${label.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
  return escaped(`[${quoted.join(',')}]`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these end a field or a row
const special = /[\\\t\n\r\u0000]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these end a field or a row
const specials = /[\\\t\n\r\u0000]/g;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};

export function escaped(text: string): string {
  return special.test(text) ? text.replace(specials, (character) => escapes[character] as string) : text;
}
