import { newId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { categoryCount } from './question.ts';

export const eventsPerPerson = 4;
export const factDays = 180;
/** Order lines for each of so many events. */
export const eventsPerLine = 25;
/** One statement makes no more than the store has memory for where it has little. */
const stepRows = 500_000;

/**
 * Half a year up to now of events and orders, made inside the store: hashes stand for chance, so that a run repeats.
 * Everybody has one event; the others are spread so that few do much and most do little. No two events share an
 * instant, or a funnel written by hand would count those two another way.
 */
export async function fillPeople(
  columnar: Columnar,
  { organizationId, people }: { readonly organizationId: string; readonly people: number },
  tell: (line: string) => void,
): Promise<void> {
  const events = people * eventsPerPerson;
  const spanMs = factDays * 86_400_000;
  const params = { org: organizationId, people, start: Date.now() - spanMs };
  const insert = async (statement: string, rows: number) => {
    for (let from = 0; from < rows; from += stepRows) {
      const step = Math.min(stepRows, rows - from);
      await columnar.command(statement, { ...params, from, step, gap: spanMs / rows });
    }
  };
  await insert(eventsSql, events);
  tell(`${events.toLocaleString('en-US')} events of ${people.toLocaleString('en-US')} people`);
  await insert(linesSql, Math.ceil(events / eventsPerLine));
  for (let from = 0; from < people; from += stepRows) {
    const step = Math.min(stepRows, people - from);
    await columnar.command(attributesSql, { ...params, from, step });
  }
  // A few people were merged, so that reading goes through the dictionary as it does in life.
  await columnar.command(
    `INSERT INTO ${columnar.database}.person_merges
      SELECT 1 + number * 97 AS person, 2 + number * 97 AS canonical, 1 FROM numbers(least(10000, intDiv({people:UInt32}, 97)))`,
    params,
  );
  await columnar.command(`SYSTEM RELOAD DICTIONARY ${columnar.database}.person_canonical`);
}

/** So many people viewed something long ago, told of only now. */
export async function tellLate(
  columnar: Columnar,
  {
    organizationId,
    people,
    late,
  }: { readonly organizationId: string; readonly people: number; readonly late: number },
): Promise<void> {
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const rows = Array.from({ length: late }, (_, place) => ({
    organization_id: organizationId,
    day: at.slice(0, 10),
    event: 'Product Viewed',
    person: 1 + Math.floor((place * people) / late),
    event_id: newId('event'),
    at,
    received_at: new Date().toISOString(),
  }));
  await columnar.insert('events', rows, newId('request'));
}

const at = 'fromUnixTimestamp64Milli({start:Int64} + toInt64(number * {gap:Float64}))';
const chance = (place: number, of: number | string) => `cityHash64(number, ${place}) % ${of}`;
/** The square of a chance: the tenth of the people with the lowest numbers do a third of all. */
const skewed = `1 + toUInt32({people:UInt32} * pow((${chance(1, 1_000_000)}) / 1000000, 2))`;
/** Everybody turns mostly to three categories. */
const category = (person: string) =>
  `concat('category-', toString((${person} * 7 + ${chance(2, 3)}) % ${categoryCount}))`;
const id = (mark: string) => `reinterpretAsUUID(unhex(leftPad(hex(number), 32, '${mark}')))`;

const eventsSql = `INSERT INTO events (organization_id, day, event, person, event_id, message_id, at, received_at, category,
    carrier, platform, watch_ms, duration_ms)
  SELECT {org:UUID}, toDate(t), ['Product Viewed', 'Product Viewed', 'Content Played', 'Content Played', 'Content Played',
      'Content Impression', 'Product Added', 'Content Liked', 'Products Searched', 'Content Disliked'][1 + ${chance(3, 10)}],
    if(number < {people:UInt32}, toUInt32(number + 1), ${skewed}) AS p, ${id('0')}, toString(number), ${at} AS t, t,
    ${category('p')}, ['live', 'short_video', 'product_card'][1 + ${chance(4, 3)}], ['ios', 'android', 'web'][1 + p % 3],
    ${chance(5, 20_000)}, 15000
  FROM numbers_mt({from:UInt64}, {step:UInt64})
  SETTINGS max_insert_threads = 1`;

const linesSql = `INSERT INTO order_lines (organization_id, paid_day, order_id, line_id, version, paid_at, ordered_at, buyer,
    category, quantity, currency, gmv, user_paid, carrier, origin)
  SELECT {org:UUID}, toDate(t), ${id('1')}, ${id('2')}, 1, ${at} AS t, t, ${skewed} AS p,
    ${category('p')}, 1 + ${chance(6, 3)}, 'CNY', 1000 + ${chance(7, 50_000)} AS paid, paid, 'live', 'import'
  FROM numbers_mt({from:UInt64}, {step:UInt64})
  SETTINGS max_insert_threads = 1`;

/** Of two in three something was said. */
const attributesSql = `INSERT INTO person_attributes (organization_id, person, version, said_at, birth_year, gender, city_tier,
    consumption_level)
  SELECT {org:UUID}, toUInt32(number + 1), 1, fromUnixTimestamp64Milli({start:Int64}), 1955 + ${chance(8, 55)},
    ['female', 'male', 'other', ''][1 + ${chance(9, 4)}], ['tier_1', 'new_tier_1', 'tier_2', 'tier_3', 'tier_4', 'tier_5'][1 + ${chance(10, 6)}],
    ['high', 'middle', 'low', ''][1 + ${chance(11, 4)}]
  FROM numbers_mt({from:UInt64}, {step:UInt64}) WHERE ${chance(12, 3)} != 0
  SETTINGS max_insert_threads = 1`;
