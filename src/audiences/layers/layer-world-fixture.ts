import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { newId, nilUuid, type OrganizationId } from '#kernel/ids';
import type { TestWorld } from '#platform/testing';

/** Facts of a small world, made by tests; times are epoch milliseconds. */
export type Happening = {
  readonly eventId: string;
  readonly atMs: number;
  readonly event: string;
  readonly person: number;
  readonly place: number;
  readonly watchMs: number;
  readonly durationMs: number;
};
export type Paid = {
  readonly lineId: string;
  readonly atMs: number;
  readonly person: number;
  readonly place: number;
  readonly deleted: 0 | 1;
};
export type World = { readonly events: readonly Happening[]; readonly orders: readonly Paid[] };

const peopleMax = 24;

/** Two brands with three shops between them; the last place is the brand's own, in no shop. */
export const openPlaces = () => {
  const brands = [newId('brand'), newId('brand')] as const;
  const shops = [newId('shop'), newId('shop'), newId('shop')] as const;
  return {
    brands,
    shops,
    places: [
      { brand: brands[0], shop: shops[0] },
      { brand: brands[0], shop: shops[1] },
      { brand: brands[1], shop: shops[2] },
      { brand: brands[1], shop: nilUuid },
    ],
  };
};
export type Places = ReturnType<typeof openPlaces>;

const eventNames = [
  'Content Impression',
  'Product Impression',
  'Content Played',
  'Content Liked',
  'Content Shared',
  'Content Commented',
  'Account Followed',
  'Product Viewed',
  'Product Added',
  'Products Searched',
  'Page Viewed',
  'Live Left',
  'Order Completed',
  'User Identified',
  'Something Of Our Own',
];

/** The start of the local day so many days before another one. */
export const startOf = (day: string, zone: string, daysBefore = 0) =>
  Temporal.PlainDate.from(day).subtract({ days: daysBefore }).toZonedDateTime(zone).epochMilliseconds;

/** Worlds whose facts crowd at the edges of what layers look back at from the end of `day`. */
export function worlds(day: string, zone: string): fc.Arbitrary<World> {
  const edges = [-1, 0, 6, 29, 89, 364, 371, 394, 454].map((days) => startOf(day, zone, days));
  // Most people have one fact or two, most of them right at an edge: there it is decided who stands where.
  const at = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ edge: fc.constantFrom(...edges), by: fc.constantFrom(-1, 0, 1) })
        .map(({ edge, by }) => edge + by),
    },
    { weight: 1, arbitrary: fc.integer({ min: startOf(day, zone, 500), max: startOf(day, zone, -2) }) },
    { weight: 1, arbitrary: fc.integer({ min: startOf(day, zone, 40), max: startOf(day, zone, -1) }) },
  );
  const person = fc.integer({ min: 0, max: peopleMax });
  const place = fc.integer({ min: 0, max: 3 });
  return fc.record({
    events: fc.array(
      fc.record({
        eventId: fc.constant(null).map(() => newId('event')),
        atMs: at,
        event: fc.constantFrom(...eventNames),
        person,
        place,
        watchMs: fc.constantFrom(0, 5_000, 59_999, 60_000, 90_000),
        durationMs: fc.constantFrom(0, 5_000, 60_001),
      }),
      { maxLength: 80, size: 'max' },
    ),
    orders: fc.array(
      fc.record({
        lineId: fc.constant(null).map(() => newId('orderLine')),
        atMs: at,
        person,
        place,
        deleted: fc.constantFrom<0 | 1>(0, 0, 0, 1),
      }),
      { maxLength: 40, size: 'max' },
    ),
  });
}

/** Writes a world for an organisation, everything twice and in different parts, as deliveries are repeated. */
export async function writeWorld(
  { columnar }: TestWorld,
  organizationId: OrganizationId,
  { places }: Places,
  { events, orders }: World,
): Promise<void> {
  const where = (place: number) => ({ brand_id: places[place]?.brand, shop_id: places[place]?.shop });
  const eventRows = events.map((one) => ({
    organization_id: organizationId,
    day: new Date(one.atMs).toISOString().slice(0, 10),
    event: one.event,
    person: one.person,
    event_id: one.eventId,
    at: new Date(one.atMs).toISOString(),
    received_at: new Date(one.atMs).toISOString(),
    watch_ms: one.watchMs,
    duration_ms: one.durationMs,
    ...where(one.place),
  }));
  const orderRows = (version: number) =>
    orders.map((one) => ({
      organization_id: organizationId,
      paid_day: new Date(one.atMs).toISOString().slice(0, 10),
      order_id: one.lineId,
      line_id: one.lineId,
      version,
      deleted: version === 1 ? 0 : one.deleted,
      paid_at: new Date(one.atMs).toISOString(),
      ordered_at: new Date(one.atMs).toISOString(),
      buyer: one.person,
      ...where(one.place),
    }));
  for (const rows of [eventRows, eventRows]) await columnar.insert('events', rows, newId('request'));
  for (const version of [1, 2]) await columnar.insert('order_lines', orderRows(version), newId('request'));
}

const visitLess = [
  'Content Impression',
  'Product Impression',
  'Ad Impression',
  'Order Completed',
  'Order Refunded',
  'User Identified',
  'User Aliased',
  'Group Joined',
];
const asks = ['Content Commented', 'Product Viewed', 'Product Added', 'Products Searched'];
const appeals = ['Content Liked', 'Content Shared', 'Account Followed'];
const tells = ['Content Shared', 'Content Commented'];

/** The layer of everybody known, by the words of the definition and nothing else. */
export function standByHand(
  { events, orders }: World,
  day: string,
  zone: string,
  periodDays: number | 'o5a',
  belongs: (place: number) => boolean,
  canonical: (person: number) => number,
  persons: readonly number[] = Array.from({ length: peopleMax }, (_, n) => n + 1),
): Map<number, string> {
  const end = startOf(day, zone, -1);
  const back = (days: number) => startOf(day, zone, days - 1);
  const stand = new Map<number, string>();
  for (const person of persons) {
    const did = events.filter(
      (one) => canonical(one.person) === person && belongs(one.place) && one.atMs < end,
    );
    const paid = orders
      .filter(
        (one) => canonical(one.person) === person && belongs(one.place) && one.atMs < end && !one.deleted,
      )
      .map(({ atMs }) => atMs);
    if (did.length + paid.length === 0) continue;
    const visited = did.filter(({ event }) => !visitLess.includes(event));
    if (periodDays === 'o5a') {
      const since = back(90);
      const lately = did.filter(({ atMs }) => atMs >= since);
      const year = paid.filter((atMs) => atMs >= back(365));
      const first = Math.min(...year);
      const days = new Set(
        visited
          .filter(({ atMs }) => atMs >= since)
          .map(({ atMs }) => new Date(atMs).toLocaleDateString('sv', { timeZone: zone })),
      );
      const likes = (one: Happening) =>
        appeals.includes(one.event) ||
        (one.event === 'Content Played' && one.durationMs > 0 && one.watchMs >= one.durationMs) ||
        (one.event === 'Live Left' && one.watchMs >= 60_000);
      if (
        year.some((atMs) => atMs >= since && atMs > first) ||
        lately.some(({ event, atMs }) => tells.includes(event) && atMs > first)
      )
        stand.set(person, 'advocate');
      else if (year.some((atMs) => atMs >= since)) stand.set(person, 'act');
      else if (lately.some(({ event }) => asks.includes(event))) stand.set(person, 'ask');
      else if (lately.some(likes) || days.size >= 3) stand.set(person, 'appeal');
      else stand.set(person, lately.length > 0 ? 'aware' : 'silent');
      continue;
    }
    const from = back(periodDays);
    const bought = paid.some((atMs) => atMs >= from);
    if (bought) {
      const before = paid.some((atMs) => atMs < from && atMs >= back(periodDays + 365));
      stand.set(person, before ? 'repeat' : 'first_order');
    } else if (visited.some(({ atMs }) => atMs >= back(30)) && !paid.some((atMs) => atMs >= back(365)))
      stand.set(person, 'high_potential');
    else if (did.some(({ atMs }) => atMs >= back(30))) stand.set(person, 'seen');
    else if ([...did.map(({ atMs }) => atMs), ...paid].some((atMs) => atMs >= back(365)))
      stand.set(person, 'asleep');
    else stand.set(person, 'other');
  }
  return stand;
}
