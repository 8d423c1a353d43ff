import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleState } from '#platform/people-sets';
import { attributeValues } from '../attributes/attribute.ts';
import { peopleByAttributes } from '../attributes/attributes-store.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { events, factsWithin, orders, visiting } from '../rules/facts.ts';
import { bucketOf } from '../rules/kinds/active.ts';
import { turnedTo } from '../rules/kinds/taste.ts';
import { type PersonAttribute, tasteCondition } from '../rules/rule.ts';
import { and, Statement } from '../rules/statement.ts';
import { lastDays } from '../rules/window.ts';
import type { Facet } from './portrait.ts';
import type { PortraitDimension } from './portrait-contract.ts';
import { bandsOf } from './price-bands.ts';

export const behaviourDays = 90;
export const orderDays = 365;

/** A taste is what the condition of a rule begins with: so much of all, and not only once. */
const { share: tasteShare, timesMin } = tasteCondition.parse({
  kind: 'taste',
  of: 'category',
  values: ['any'],
});

/** What is read together: attributes are all of one table. */
export type FacetPart = 'attributes' | Exclude<PortraitDimension, PersonAttribute>;

export const facetParts: readonly FacetPart[] = [
  'attributes',
  'category',
  'price_band',
  'content_taste',
  'active_hour',
];

/** Values of these follow from no order of their own. */
export const isRanked = (dimension: PortraitDimension): boolean =>
  dimension === 'category' || dimension === 'content_taste';

export async function readPart(columnar: Columnar, asked: Asked, part: FacetPart): Promise<readonly Facet[]> {
  if (part === 'attributes') return ofAttributes(columnar, asked);
  if (part === 'category') return [await ofTaste(columnar, asked, part, 'category')];
  if (part === 'content_taste') return [await ofTaste(columnar, asked, part, 'content_category')];
  return [part === 'active_hour' ? await ofHour(columnar, asked) : await ofPrice(columnar, asked)];
}

async function ofAttributes(columnar: Columnar, asked: Asked): Promise<readonly Facet[]> {
  const sets = await peopleByAttributes(columnar, asked);
  return [...sets].map(([dimension, found]) => ({
    dimension,
    values: new Map(attributeValues[dimension].map((value) => [value, found.get(value) ?? PeopleSet.none])),
    known: PeopleSet.anyOf([...found.values()]),
    isRanked: isRanked(dimension),
  }));
}

/** People by what they turn to. Whoever turned to anything is known, also where nothing stands out. */
async function ofTaste(
  columnar: Columnar,
  asked: Asked,
  dimension: 'category' | 'content_taste',
  of: keyof typeof turnedTo,
): Promise<Facet> {
  const statement = new Statement();
  const span = lastDays(asked.structure.organization.zone, asked.nowMs, behaviourDays);
  const where = and([turnedTo[of], `category != ''`, ...factsWithin(statement, events, span)]);
  const isTaste = `times >= ${statement.bind('UInt32', timesMin)} AND times >= ${statement.bind('Float64', tasteShare)} * all_times`;
  const sets = await peopleBy(columnar, asked, statement, {
    value: `if(${isTaste}, toString(category), '')`,
    from: `(SELECT person, category, count() AS times, sum(times) OVER (PARTITION BY person) AS all_times
      FROM ${events.table} WHERE ${where} GROUP BY person, category)`,
  });
  return {
    dimension,
    values: withoutNone(sets),
    known: PeopleSet.anyOf([...sets.values()]),
    isRanked: isRanked(dimension),
  };
}

/** People by the hour of the organisation's zone in which they are most active; several may be equal. */
async function ofHour(columnar: Columnar, asked: Asked): Promise<Facet> {
  const statement = new Statement();
  const span = lastDays(asked.structure.organization.zone, asked.nowMs, behaviourDays);
  const where = and([visiting, ...factsWithin(statement, events, span)]);
  const sets = await peopleBy(columnar, asked, statement, {
    value: 'toString(hour)',
    from: `(SELECT person, ${bucketOf(statement, asked, 'hour')} AS hour, count() AS times,
        max(times) OVER (PARTITION BY person) AS most
      FROM ${events.table} WHERE ${where} GROUP BY person, hour) WHERE times = most`,
  });
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
  return {
    dimension: 'active_hour',
    values: new Map(hours.map((hour) => [hour, sets.get(hour) ?? PeopleSet.none])),
    known: PeopleSet.anyOf([...sets.values()]),
    isRanked: false,
  };
}

/** Buyers by what an item cost them on average, in bands that hold about a fifth of all buyers each. */
async function ofPrice(columnar: Columnar, asked: Asked): Promise<Facet> {
  const { zone, currency } = asked.structure.organization;
  const statement = new Statement();
  const span = lastDays(zone, asked.nowMs, orderDays);
  const where = and([
    ...factsWithin(statement, orders, span),
    `currency = ${statement.bind('String', currency)}`,
  ]);
  const prices = `(SELECT buyer AS person, sum(user_paid) / sum(quantity) AS price FROM ${orders.table}
    WHERE ${where} GROUP BY buyer HAVING sum(quantity) > 0)`;
  const { rows } = await columnar.query<{ edges: number[] }>(
    { kind: 'organization', organizationId: asked.organizationId },
    {
      sql: `SELECT quantilesExact(0.2, 0.4, 0.6, 0.8)(price) AS edges FROM ${prices}`,
      params: statement.params,
      ...(asked.signal ? { signal: asked.signal } : {}),
    },
  );
  const bands = bandsOf(rows[0]?.edges ?? []);
  const edges = statement.bind('Array(Float64)', bands.map(({ from }) => from).slice(1));
  const sets = await peopleBy(columnar, asked, statement, {
    value: `toString(arrayCount(edge -> price >= edge, ${edges}))`,
    from: prices,
  });
  return {
    dimension: 'price_band',
    values: new Map(bands.map(({ name }, place) => [name, sets.get(String(place)) ?? PeopleSet.none])),
    known: PeopleSet.anyOf([...sets.values()]),
    isRanked: false,
  };
}

/** Sums of every person and value are more than a statement may hold where there are millions: parts go to disk. */
const ofMillions = {
  max_bytes_before_external_group_by: 300_000_000,
  max_bytes_before_external_sort: 300_000_000,
} as const;

const withoutNone = (sets: ReadonlyMap<string, PeopleSet>) =>
  new Map([...sets].filter(([value]) => value !== ''));

async function peopleBy(
  columnar: Columnar,
  { organizationId, signal }: Asked,
  statement: Statement,
  { value, from }: { readonly value: string; readonly from: string },
): Promise<ReadonlyMap<string, PeopleSet>> {
  const { rows } = await columnar.query<{ value: string; people: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT ${value} AS value, ${peopleState('person')} AS people FROM ${from} GROUP BY value`,
      params: statement.params,
      settings: ofMillions,
      ...(signal ? { signal } : {}),
    },
  );
  return new Map(rows.map((row) => [row.value, PeopleSet.fromState(row.people)]));
}
