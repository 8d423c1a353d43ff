import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { CountedHistory } from '#science/customer-value/bg-nbd';
import type { SpendingHistory } from '#science/customer-value/gamma-gamma';
import type { HeldHistory } from './value-fit.ts';

/** Whose purchases, in which zone their days are, and the last day that counts. */
export type Bought = {
  readonly organizationId: OrganizationId;
  readonly zone: string;
  readonly day: string;
};

/**
 * Each buyer's days of purchase up to a day: several orders of a day are one purchase, as the model has it, and a
 * refund does not undo one. `amount` is what was paid on that day in one currency.
 */
const daysOf = (among = '1') => `(SELECT buyer, toDate(paid_at, {zone:String}) AS bought_on,
    sumIf(user_paid, currency = {currency:String}) AS amount
  FROM $order_lines WHERE buyer != 0 AND ${among} AND toDate(paid_at, {zone:String}) <= {day:Date}
  GROUP BY buyer, bought_on)`;

const scopeOf = ({ organizationId }: Bought) => ({ kind: 'organization', organizationId }) as const;

/** How many have bought, and on which day the first of them did. */
export async function readReach(
  columnar: Columnar,
  bought: Bought,
): Promise<{ readonly people: number; readonly firstDay: string | null; readonly personMax: number }> {
  const { rows } = await columnar.query<{ people: number; first_day: string; person_max: number }>(
    scopeOf(bought),
    {
      sql: `SELECT uniqExact(buyer) AS people, toString(min(bought_on)) AS first_day, max(buyer) AS person_max FROM ${daysOf()}`,
      params: { zone: bought.zone, day: bought.day, currency: '' },
    },
  );
  const { people = 0, first_day = '', person_max = 0 } = rows[0] ?? {};
  return { people, firstDay: people > 0 ? first_day : null, personMax: person_max };
}

/**
 * Histories up to `until`, those that are the same counted together, and how often each group bought in every week
 * since. Times are in days, rounded to `stepDays` so that even millions of people make few groups.
 */
export async function readHistories(
  columnar: Columnar,
  bought: Bought,
  { until, weeks, stepDays }: { readonly until: string; readonly weeks: number; readonly stepDays: number },
): Promise<readonly HeldHistory[]> {
  const step = (days: string) => `intDiv(${days} + intDiv({step:UInt16}, 2), {step:UInt16}) * {step:UInt16}`;
  const { rows } = await columnar.query<{
    repeats: number;
    last_at: number;
    seen_for: number;
    people: number;
    later: number[];
  }>(scopeOf(bought), {
    sql: `SELECT repeats, least(if(repeats = 0, 0, greatest(${step('lasted')}, 1)), seen_for) AS last_at, seen_for,
        count() AS people, sumForEach(weekly) AS later
      FROM (
        SELECT buyer, toUInt32(countIf(bought_on <= {until:Date}) - 1) AS repeats,
          toUInt32(dateDiff('day', min(bought_on), maxIf(bought_on, bought_on <= {until:Date}))) AS lasted,
          greatest(${step(`toUInt32(dateDiff('day', min(bought_on), {until:Date}))`)}, toUInt32(repeats > 0)) AS seen_for,
          arrayMap(week -> toUInt64(countEqual(groupArrayIf(
            intDiv(dateDiff('day', {until:Date}, bought_on) - 1, 7), bought_on > {until:Date}), week)),
            range({weeks:UInt16})) AS weekly
        FROM ${daysOf()} GROUP BY buyer HAVING min(bought_on) <= {until:Date})
      GROUP BY repeats, last_at, seen_for ORDER BY repeats, last_at, seen_for`,
    params: { zone: bought.zone, day: bought.day, currency: '', until, weeks, step: stepDays },
  });
  return rows.map(({ repeats, last_at, seen_for, people, later }) => ({
    repeats,
    lastAt: last_at,
    seenFor: seen_for,
    people,
    later,
  }));
}

/**
 * What repeats were worth to those who bought again: the days after the first on which something was paid in the
 * currency. Of very many people a part, chosen by nothing that has to do with buying.
 */
export async function readSpending(
  columnar: Columnar,
  bought: Bought,
  { currency, peopleMax }: { readonly currency: string; readonly peopleMax: number },
): Promise<readonly SpendingHistory[]> {
  const { rows } = await columnar.query<SpendingHistory>(scopeOf(bought), {
    sql: `SELECT purchases, mean FROM (${spendingSql()}) WHERE purchases > 0 ORDER BY cityHash64(buyer) LIMIT {peopleMax:UInt32}`,
    params: { zone: bought.zone, day: bought.day, currency, peopleMax },
  });
  return rows;
}

const spendingSql = (
  among?: string,
) => `SELECT buyer, count() AS days, min(bought_on) AS first_day, max(bought_on) AS last_day,
    countIf(bought_on > first_day_of AND amount > 0) AS purchases,
    if(purchases = 0, 0, sumIf(amount, bought_on > first_day_of AND amount > 0) / purchases) AS mean
  FROM (SELECT *, min(bought_on) OVER (PARTITION BY buyer) AS first_day_of FROM ${daysOf(among)}) GROUP BY buyer`;

export type BuyerHistory = Omit<CountedHistory, 'people'> & SpendingHistory & { readonly person: number };

/** The exact histories of the buyers with numbers in [from, to), times in days. */
export async function readBuyers(
  columnar: Columnar,
  bought: Bought,
  range: { readonly currency: string; readonly from: number; readonly to: number },
): Promise<readonly BuyerHistory[]> {
  const { rows } = await columnar.query<BuyerHistory>(scopeOf(bought), {
    sql: `SELECT buyer AS person, toUInt32(days - 1) AS repeats, toUInt32(dateDiff('day', first_day, last_day)) AS "lastAt",
        toUInt32(dateDiff('day', first_day, {day:Date})) AS "seenFor", purchases, mean
      FROM (${spendingSql('buyer >= {from:UInt32} AND buyer < {to:UInt32}')})`,
    params: { zone: bought.zone, day: bought.day, ...range },
  });
  return rows;
}

/**
 * What tells that purchases came or changed, of one organisation or of all that have any. As written: a repeat of a
 * line only makes somebody look again.
 */
export async function readPulses(
  columnar: Columnar,
  organizationId?: OrganizationId,
): Promise<ReadonlyMap<OrganizationId, string>> {
  const { rows } = await columnar.query<{ organization: OrganizationId; pulse: string }>(
    organizationId ? { kind: 'organization', organizationId } : { kind: 'market' },
    {
      sql: `SELECT toString(organization_id) AS organization, concat(toString(count()), ' ', toString(max(version))) AS pulse
        FROM $$order_lines GROUP BY organization_id`,
    },
  );
  return new Map(rows.map(({ organization, pulse }) => [organization, pulse]));
}
