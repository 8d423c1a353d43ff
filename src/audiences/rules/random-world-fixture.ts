/** A small world of facts at random, in the columnar store and beside it in plain arrays, to be counted by hand. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { newId, nilUuid, type OrganizationId } from '#kernel/ids';
import { dateOf } from '#kernel/time';
import type { Structure } from '#organisations';
import type { TestWorld } from '#platform/testing';

export const zone = 'America/New_York';
/** Noon of 20 March 2026 in New York; clocks there went forward on the 8th, so windows cross a day of 23 hours. */
export const nowMs = Date.UTC(2026, 2, 20, 16);
const dayMs = 86_400_000;

export type Event = {
  readonly event: string;
  readonly person: number;
  readonly atMs: number;
  readonly id: string;
  readonly category: string;
  readonly carrier: string;
  readonly query: string;
  readonly platform: string;
  readonly watchMs: number;
};
export type Order = {
  readonly person: number;
  readonly atMs: number;
  readonly id: string;
  readonly orderId: string;
  readonly category: string;
  readonly carrier: string;
  readonly quantity: number;
  readonly userPaid: number;
  readonly currency: string;
};
export type Refund = Omit<Order, 'quantity' | 'userPaid'>;
export type RandomWorld = {
  readonly events: readonly Event[];
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
  /** old → canonical, one hop. */
  readonly merges: ReadonlyMap<number, number>;
};

export const eventNames = [
  'Product Viewed',
  'Product Added',
  'Content Played',
  'Content Impression',
  'Shook Hands',
];
export const categories = ['tea', 'tents', ''];
export const carriers = ['live', 'short_video', ''];

const person = fc.integer({ min: 0, max: 12 });
/** Anywhere in the last weeks, often on the hour and so on the edge of local days, sometimes in the future. */
const at = fc
  .oneof(
    fc.integer({ min: -60 * dayMs, max: 2 * dayMs }),
    fc.integer({ min: -20 * 24, max: 5 }).map((hours) => hours * 3_600_000 - (nowMs % 3_600_000)),
    fc.integer({ min: -4, max: 0 }).map((hours) => hours * 3_600_000),
  )
  .map((ms) => nowMs + ms);
const id = fc.uuid({ version: 4 });
const touched = { category: fc.constantFrom(...categories), carrier: fc.constantFrom(...carriers) };

export const randomWorld: fc.Arbitrary<RandomWorld> = fc.record({
  events: fc.array(
    fc.record({
      event: fc.constantFrom(...eventNames),
      person,
      atMs: at,
      id,
      ...touched,
      query: fc.constantFrom('', 'green tea'),
      platform: fc.constantFrom('', 'ios', 'web'),
      watchMs: fc.constantFrom(0, 2_999, 3_000, 60_000),
    }),
    { minLength: 40, maxLength: 160 },
  ),
  orders: fc.array(
    fc.record({
      person,
      atMs: at,
      id,
      orderId: fc.constantFrom(...Array.from({ length: 15 }, () => randomUUID())),
      ...touched,
      quantity: fc.integer({ min: 1, max: 3 }),
      userPaid: fc.integer({ min: 0, max: 500 }),
      currency: fc.constantFrom('USD', 'USD', 'CNY'),
    }),
    { maxLength: 30 },
  ),
  refunds: fc.array(
    fc.record({
      person,
      atMs: at,
      id,
      orderId: fc.constantFrom(...Array.from({ length: 8 }, () => randomUUID())),
      ...touched,
      currency: fc.constant('USD'),
    }),
    { maxLength: 8 },
  ),
  merges: fc
    .uniqueArray(fc.integer({ min: 7, max: 12 }), { maxLength: 3 })
    .map((old) => new Map(old.map((number) => [number, number - 6]))),
});

/** Writes the world under a new organisation; some rows arrive twice, and merges come after them. */
export async function writeWorld(
  world: TestWorld,
  { events, orders, refunds, merges }: RandomWorld,
  base: number,
): Promise<{ readonly organizationId: OrganizationId; readonly structure: Structure }> {
  const organizationId = newId('organization');
  const own = { organization_id: organizationId };
  const number = (one: number) => (one === 0 ? 0 : base + one);
  const instant = (ms: number) => new Date(ms).toISOString();
  const eventRows = events.map((one) => ({
    ...own,
    day: dateOf(one.atMs, zone),
    event: one.event,
    person: number(one.person),
    event_id: one.id,
    message_id: one.id,
    at: instant(one.atMs),
    received_at: instant(one.atMs),
    write_key_id: nilUuid,
    category: one.category,
    carrier: one.carrier,
    query: one.query,
    platform: one.platform,
    watch_ms: one.watchMs,
  }));
  const lineRows = orders.map((one) => ({
    ...own,
    paid_day: dateOf(one.atMs, zone),
    order_id: one.orderId,
    line_id: one.id,
    version: 1,
    paid_at: instant(one.atMs),
    ordered_at: instant(one.atMs),
    buyer: number(one.person),
    category: one.category,
    carrier: one.carrier,
    quantity: one.quantity,
    user_paid: one.userPaid,
    gmv: one.userPaid,
    currency: one.currency,
  }));
  const refundRows = refunds.map((one) => ({
    ...own,
    refunded_day: dateOf(one.atMs, zone),
    refund_id: one.orderId,
    refund_line_id: one.id,
    version: 1,
    refunded_at: instant(one.atMs),
    buyer: number(one.person),
    category: one.category,
    carrier: one.carrier,
    currency: one.currency,
  }));
  const { columnar } = world;
  await columnar.insert('events', eventRows, randomUUID());
  await columnar.insert('events', eventRows.slice(0, 20), randomUUID());
  await columnar.insert('order_lines', lineRows, randomUUID());
  await columnar.insert('order_lines', lineRows.slice(0, 5), randomUUID());
  await columnar.insert('refund_lines', refundRows, randomUUID());
  await writeMerges(
    world,
    [...merges].map(([old, canonical]) => [number(old), number(canonical)]),
  );
  const structure: Structure = {
    organization: { id: organizationId, name: 'Random', zone, currency: 'USD', simulated: false },
    brands: [],
    shops: [],
    accounts: [],
  };
  return { organizationId, structure };
}

/** Copies merges to where facts are read, as the subscriber of merges does. */
export async function writeMerges(
  { columnar }: TestWorld,
  merges: readonly (readonly [old: number, canonical: number])[],
): Promise<void> {
  if (merges.length === 0) return;
  await columnar.insert(
    'person_merges',
    merges.map(([person, canonical]) => ({ person, canonical, version: 1 })),
    randomUUID(),
  );
  await columnar.command(`SYSTEM RELOAD DICTIONARY ${columnar.database}.person_canonical`);
}
