import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, nilUuid } from '#kernel/ids';
import { openTestWorld } from '#platform/testing';
import { propertyColumns } from '../event-types/event-types.ts';
import type { CheckedEvent } from './checked-event.ts';
import { eventColumns, eventHashOf, eventIdOf, rowFrame, writeRow } from './event-row.ts';
import { RowWriter } from './row-writer.ts';
import type { Reception } from './sender.ts';

let world: Awaited<ReturnType<typeof openTestWorld>>;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const receivedMs = Date.UTC(2026, 0, 5, 8);
const id = fc.uuid();
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('a', '牧', '🐄', '\ud83d', '\t', "'", '\\', '\0'), maxLength: 300 }),
  fc.nat(200).map((length) => 'x'.repeat(length)),
);
const event: fc.Arbitrary<CheckedEvent> = fc.record({
  kind: fc.constant('track' as const),
  name: text,
  version: fc.nat(255),
  messageId: text,
  atMs: fc.integer({ min: Date.UTC(2000, 0, 1), max: receivedMs }),
  isStamped: fc.constant(true),
  userId: text,
  anonymousId: text,
  previousId: fc.constant(''),
  groupId: fc.constant(''),
  traits: fc.constant(null),
  moneyProperties: fc.constant(null),
  context: text,
  properties: fc.record({
    columns: fc.tuple(...propertyColumns.map(({ kind, max }) => (kind === 'count' ? fc.nat(max) : text))),
    shopId: fc.oneof(id, fc.constant(nilUuid)),
    brandId: id,
    accountId: id,
    value: fc.maxSafeInteger(),
    currency: text,
    experiments: fc.array(text, { maxLength: 3 }),
    rest: text,
  }),
});

/** The columns of a row as they should be read; half a surrogate pair becomes U+FFFD. */
function expectedRow(
  { properties, ...checked }: CheckedEvent,
  eventId: string,
  person: number,
  { sender, sentMs }: Reception,
): Readonly<Record<string, unknown>> {
  const typed = propertyColumns.map(({ column }, place) => [column, properties.columns[place]] as const);
  return {
    ...Object.fromEntries(typed),
    organization_id: sender.organizationId,
    write_key_id: sender.writeKeyId,
    received_at: receivedMs,
    skew_ms: sentMs === null ? 0 : receivedMs - sentMs,
    simulated: 1,
    event_id: eventId,
    day: new Date(checked.atMs).toISOString().slice(0, 10),
    at: checked.atMs,
    event: checked.name,
    version: checked.version,
    person,
    message_id: checked.messageId,
    user_id: checked.userId,
    anonymous_id: checked.anonymousId,
    brand_id: properties.brandId,
    shop_id: properties.shopId,
    account_id: properties.accountId,
    value: properties.value,
    currency: properties.currency,
    experiments: properties.experiments,
    properties: properties.rest,
    context: checked.context,
  };
}

const readColumns = eventColumns
  .map((column) =>
    column === 'at' || column === 'received_at' ? `toUnixTimestamp64Milli(${column})` : column,
  )
  .map((read, place) => `${read} AS c${place}`);
const wellFormed = (value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : Array.isArray(value) ? value.map(wellFormed) : value;

it('is read by the store as it was meant, whatever texts and numbers are in it', async () => {
  const numbered = fc.array(fc.tuple(event, fc.nat(2 ** 32 - 1)), { minLength: 1, maxLength: 30 });
  const sent = fc.option(fc.integer({ min: 0, max: receivedMs * 2 }));
  await fc.assert(
    fc.asyncProperty(numbered, sent, async (events, sentMs) => {
      const organizationId = newId('organization');
      const sender = { organizationId, kind: 'server', writeKeyId: newId('writeKey'), shopId: null } as const;
      const places = { shops: new Map(), accounts: new Map(), firstShopId: null, currency: 'CNY' };
      const reception: Reception = { sender, receivedMs, sentMs, places: { ...places, isSimulated: true } };
      // So small that it has to grow on the way.
      const writer = new RowWriter(16);
      const expected = new Map<string, unknown[]>();
      for (const [place, [checked, person]] of events.entries()) {
        const eventHash = eventHashOf(organizationId, `message-${place}`);
        const eventId = eventIdOf(eventHash);
        writeRow(writer, checked, eventHash, person, rowFrame(reception));
        const row = expectedRow(checked, eventId, person, reception);
        expected.set(
          eventId,
          eventColumns.map((column) => wellFormed(row[column])),
        );
      }
      await world.columnar.insertBinary('events', eventColumns, writer.take(), newId('event'));
      const { rows } = await world.columnar.query<Record<string, unknown>>(
        { kind: 'organization', organizationId },
        { sql: `SELECT ${readColumns.join(', ')} FROM $events` },
      );
      const place = `c${eventColumns.indexOf('event_id')}`;
      const found = new Map(rows.map((row) => [String(row[place]), Object.values(row)]));
      expect(found).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

it('leaves to the next row what is taken out of the middle', () => {
  const writer = new RowWriter();
  writer.text('kept');
  const from = writer.length;
  writer.text('taken');
  expect(writer.take(from).toString('latin1')).toBe('\x05taken');
  writer.uint8(7);
  expect(writer.take().toString('latin1')).toBe('\x04kept\x07');
  writer.text('forgotten');
  writer.clear();
  expect(writer.take()).toHaveLength(0);
});

it('gives a message the id it has always had', () => {
  expect(eventIdOf(eventHashOf('019a0000-0000-7000-8000-000000000001', 'message-1'))).toBe(
    'c5ab6f52-4efb-d987-491a-f091daeb7ca2',
  );
});
