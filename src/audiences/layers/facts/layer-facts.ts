import { noVisits } from '#metrics';
import { silent } from '../layer.ts';

/** Somebody who asks: what one does who weighs the product. */
export const asking = [
  'Content Commented',
  'Live Commented',
  'Products Searched',
  'Search Result Clicked',
  'Product Clicked',
  'Product Viewed',
  'Product Added',
  'Product Added to Wishlist',
  'Cart Viewed',
  'Checkout Started',
] as const;
/** Somebody whom it appeals to, by a single act. */
export const appealing = [
  'Content Liked',
  'Content Favorited',
  'Content Shared',
  'Account Followed',
] as const;
/** What one who bought tells others. */
export const telling = [
  'Content Shared',
  'Product Shared',
  'Content Commented',
  'Live Commented',
  'Product Reviewed',
] as const;
/** Visits on so many different days are more than chance. */
export const visitDaysMin = 3;
/** So long in a live room is watching it. */
export const liveStayMsMin = 60_000;

const names = (events: readonly string[]) => events.map((name) => `'${name}'`).join(', ');
const holders = `arrayDistinct([toUUID('00000000-0000-0000-0000-000000000000'), brand_id, shop_id])`;

/**
 * Whom the statement is about. Everybody, at the end of one day, whose times are parameters as in `Reach`; or those
 * in some buckets of people, at the end of several days in ascending order, whose times are arrays of the same names.
 */
export type About = 'everybody' | 'some';

const asParameter = {
  everybody: (name: string) => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`,
  some: (name: string) => `fromUnixTimestamp64Milli({${name}:Array(Int64)}[nth], 'UTC')`,
};

/** The days of several, by their places, up to whose ends a fact lies: all from the first that ends after it. */
const nths = (at: string) =>
  `arrayJoin(range(toUInt16(arrayFirstIndex(end -> toUnixTimestamp64Milli(${at}) < end, {end:Array(Int64)})),
      toUInt16(length({end:Array(Int64)}) + 1))) AS nth, `;
const within = {
  everybody: (at: string) => `${at} < ${asParameter.everybody('end')}`,
  some: (at: string, person: string) =>
    `${at} < fromUnixTimestamp64Milli({end:Array(Int64)}[-1], 'UTC') AND toUInt16(${person}) IN {buckets:Array(UInt16)}`,
};

/** Every fact up to the end of a day, once for each holder it belongs to. */
const facts = (about: About) => `
    SELECT ${about === 'some' ? nths('at') : ''}arrayJoin(${holders}) AS holder, person, at, 1 AS is_event, 0 AS is_paid,
      event NOT IN (${names(noVisits)}) AS is_visit,
      event IN (${names(asking)}) AS is_asking,
      event IN (${names(appealing)}) OR (event = 'Content Played' AND duration_ms > 0 AND watch_ms >= duration_ms)
        OR (event = 'Live Left' AND watch_ms >= ${liveStayMsMin}) AS is_appealing,
      event IN (${names(telling)}) AS is_telling
    FROM $events WHERE person != 0 AND ${within[about]('at', 'person')}
    UNION ALL
    SELECT ${about === 'some' ? nths('paid_at') : ''}arrayJoin(${holders}), buyer, paid_at, 0, 1, 0, 0, 0, 0
    FROM $order_lines WHERE buyer != 0 AND ${within[about]('paid_at', 'buyer')}`;

/** The one definition of layers and O-5A, as SQL of the columnar store. */
export function layersSql(
  periods: readonly number[],
  peopleOf: (column: string) => string,
  about: About = 'everybody',
): string {
  const instant = asParameter[about];
  const nth = about === 'some' ? 'nth, ' : '';
  const inPeriod = (days: number) => `last_paid >= ${instant(`from_${days}`)}`;
  const beforePeriod = (days: number) =>
    `countIf(is_paid AND at >= ${instant(`before_${days}`)} AND at < ${instant(`from_${days}`)}) > 0`;
  const layer = (days: number) => `('layers', ${days}, multiIf(
      ${inPeriod(days)} AND before_${days}, 'repeat',
      ${inPeriod(days)}, 'first_order',
      last_visit >= ${instant('month')} AND NOT bought, 'high_potential',
      last_event >= ${instant('month')}, 'seen',
      last_fact >= ${instant('year')}, 'asleep',
      'other'))`;
  return `SELECT ${nth}toString(holder) AS holder, place.1 AS view, place.2 AS period, place.3 AS layer,
  count() AS persons, ${peopleOf('person')} AS people
FROM (
  SELECT ${nth}holder, person, arrayJoin([
    ${periods.map(layer).join(',\n    ')},
    ('o5a', 90, multiIf(
      (last_paid >= ${instant('quarter')} AND last_paid > first_paid)
        OR (last_told >= ${instant('quarter')} AND bought AND last_told > first_paid), 'advocate',
      last_paid >= ${instant('quarter')}, 'act',
      last_asked >= ${instant('quarter')}, 'ask',
      last_appealed >= ${instant('quarter')} OR visit_days >= ${visitDaysMin}, 'appeal',
      last_event >= ${instant('quarter')}, 'aware',
      '${silent}'))
  ]) AS place
  FROM (
    SELECT ${nth}holder, person, max(at) AS last_fact, maxIf(at, is_event) AS last_event, maxIf(at, is_visit) AS last_visit,
      maxIf(at, is_asking) AS last_asked, maxIf(at, is_appealing) AS last_appealed, maxIf(at, is_telling) AS last_told,
      maxIf(at, is_paid) AS last_paid, minIf(at, is_paid AND at >= ${instant('year')}) AS first_paid,
      last_paid >= ${instant('year')} AS bought,
      ${periods.map((days) => `${beforePeriod(days)} AS before_${days}`).join(',\n      ')},
      uniqExactIf(toDate(at, {zone:String}), is_visit AND at >= ${instant('quarter')}) AS visit_days
    FROM (${facts(about)})
    GROUP BY ${nth}holder, person)
)
GROUP BY ${nth}holder, view, period, layer`;
}
