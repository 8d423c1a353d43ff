import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { takeoutParts } from '../../../src/server/takeout-parts.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

/** Columns that say whose a row is, or of whom it speaks. */
const ofPersons = [
  'shopper_id',
  'person',
  'persons',
  'buyer',
  'people',
  'ever_people',
  'held_out',
  'ever_held_out',
];

const judged =
  'What an organisation concluded of people with its own rules: its judgement, not what they gave.';
/** Tables that keep something of persons and that nobody takes along, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  ad_shop_buyers: 'That somebody bought in a shop: made of orders, which are told, for plans to look up.',
  'columnar.ad_conversions':
    'Which ad an order is credited to: the advertiser’s books. The order, the ad and the click are told.',
  audience_deliveries: judged,
  audience_delivery_runs: 'How many were held out of a delivery: a count, which names nobody.',
  audience_webhook_parcels: `Whom a webhook is to be told of: passes with the telling. ${judged}`,
  audiences: judged,
  people_groups: judged,
  value_fits: 'How many people a value was fitted to: a count, which names nobody.',
  'columnar.layer_snapshots': judged,
  'columnar.portrait_values': judged,
  'columnar.value_scores': judged,
  forgotten_persons: 'Numbers of who was erased. Whoever can ask is not among them.',
  people_erasures: 'Customers of an organisation whom it erased: none of them is a shopper here.',
  import_rows:
    'Orders of other platforms while a file is read: their buyers are customers of that shop elsewhere, not shoppers here.',
};

async function tablesOfPersons(): Promise<string[]> {
  const admin = new pg.Client({ connectionString: world.recordsAdminUrl });
  await admin.connect();
  const records = await admin
    .query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = ANY ($1)`,
      [ofPersons],
    )
    .finally(() => admin.end());
  const columnar = createClient({ url: world.columnarUrl });
  const answer = await columnar.query({
    query: `SELECT DISTINCT table AS held FROM system.columns WHERE database = {database:String} AND name IN {names:Array(String)}
      AND table IN (SELECT name FROM system.tables WHERE database = {database:String} AND engine LIKE '%MergeTree')`,
    format: 'JSONEachRow',
    query_params: { database: world.columnar.database, names: ofPersons },
  });
  const columns = await answer.json<{ held: string }>();
  await columnar.close();
  return [...records.rows.map(({ name }) => name), ...columns.map(({ held }) => `columnar.${held}`)].sort();
}

it('whatever is kept of persons is taken along, or left out for a reason', async () => {
  const { records, columnar, instanceSecret } = world;
  const parts = takeoutParts({ records, columnar, instanceSecret });
  const names = parts.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const carried = parts.flatMap(({ carries }) => carries);
  const tables = await tablesOfPersons();
  // The search finds what it is to find.
  expect(tables).toEqual(expect.arrayContaining(['orders', 'video_comments', 'columnar.events']));
  expect(tables.filter((table) => !carried.includes(table) && !(table in leftOut))).toEqual([]);
  // Nothing is in both lists, and no reason outlives its table.
  expect(carried.filter((table) => table in leftOut)).toEqual([]);
  expect(Object.keys(leftOut).filter((table) => !tables.includes(table))).toEqual([]);
});
