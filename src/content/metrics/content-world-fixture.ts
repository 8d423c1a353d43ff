import fc from 'fast-check';
import { newId, nilUuid, type OrganizationId } from '#kernel/ids';
import { openMetrics, registerMetrics, visitorMetrics } from '#metrics';
import type { Structure } from '#organisations';
import type { TestWorld } from '#platform/testing';
import { shopMetrics } from '#shop';
import { contentMetrics } from './index.ts';

/** Something that somebody did with content; `by` is an account here, or the name of a creator outside. */
export type Deed = {
  readonly event: string;
  readonly person: number;
  readonly by: string;
  readonly content: string;
  readonly watchMs: number;
  readonly durationMs: number;
  readonly eventId: string;
  readonly atMs: number;
};

const events = [
  'Content Impression',
  'Content Played',
  'Content Played',
  'Content Played',
  'Live Entered',
  'Content Liked',
  'Content Commented',
  'Content Shared',
  'Content Favorited',
  'Live Commented',
  'Account Followed',
  'Account Followed',
  'Account Unfollowed',
  'Product Impression',
  'Product Clicked',
  'Product Viewed',
];
const everyMs = 11 * 60_000;

/** Deeds one after the other, eleven minutes apart, so that nobody follows and unfollows in one instant. */
export function deeds(fromMs: number, accounts: readonly string[]): fc.Arbitrary<Deed[]> {
  const deed = fc.record({
    event: fc.constantFrom(...events),
    person: fc.nat(5),
    by: fc.constantFrom(...accounts),
    content: fc.constantFrom('v1', 'v2', ''),
    watchMs: fc.constantFrom(0, 2_999, 3_000, 4_999, 5_000, 8_999, 9_000, 10_000),
    durationMs: fc.constantFrom(0, 10_000),
  });
  return fc
    .array(deed, { minLength: 150, maxLength: 400 })
    .map((list) =>
      list.map((one, place) => ({ ...one, eventId: newId('event'), atMs: fromMs + place * everyMs })),
    );
}

/** An organisation whose people did these things, and the metric layer over it. */
export async function openShow(world: TestWorld, list: readonly Deed[]) {
  const organizationId: OrganizationId = await world.newOrganization({ zone: 'Asia/Shanghai' });
  const rows = list.map(({ event, person, by, content, watchMs, durationMs, eventId, atMs }) => ({
    organization_id: organizationId,
    day: new Date(atMs).toISOString().slice(0, 10),
    event,
    person,
    event_id: eventId,
    at: new Date(atMs).toISOString(),
    received_at: new Date(atMs).toISOString(),
    account_id: by.includes('-') ? by : nilUuid,
    creator_id: by.includes('-') ? '' : by,
    content_id: content,
    watch_ms: watchMs,
    duration_ms: durationMs,
  }));
  await world.columnar.insert('events', rows, newId('request'));
  const structure: Structure = {
    organization: {
      id: organizationId,
      name: 'Show',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      simulated: false,
    },
    brands: [],
    shops: [],
    accounts: [],
  };
  const metrics = openMetrics({
    records: world.records,
    columnar: world.columnar,
    registry: registerMetrics(visitorMetrics, shopMetrics, contentMetrics),
    structureOf: async () => structure,
    now: () => Date.UTC(2030, 0, 1),
  });
  return { organizationId, metrics };
}
