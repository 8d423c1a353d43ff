import { dateOf } from '#kernel/time';
import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleFromText } from '#platform/people-sets';
import type { Asked } from '../rules/condition-kind.ts';
import { events, factsWithin, orders, visiting } from '../rules/facts.ts';
import { turnedTo } from '../rules/kinds/taste.ts';
import { peopleFrom } from '../rules/people-store.ts';
import { actions } from '../rules/rule.ts';
import { and, Statement } from '../rules/statement.ts';
import { lastDays } from '../rules/window.ts';
import {
  behaviourDays,
  type Categories,
  type CountedKind,
  type Counts,
  categoriesMax,
  type Feature,
  isShared,
  purchaseDays,
  type SharedKind,
} from './features.ts';
import { countedFeatures, sharedFeatures } from './look-alike-contract.ts';

/** Which facts a share is of. */
const ofAll: Readonly<Record<SharedKind, string>> = {
  action: '1',
  carrier: `carrier != ''`,
  daypart: visiting,
  category: `${turnedTo.category} AND category != ''`,
  content_category: `${turnedTo.content_category} AND category != ''`,
};

const behaviour = (statement: Statement, { structure, nowMs }: Asked): string[] =>
  factsWithin(statement, events, lastDays(structure.organization.zone, nowMs, behaviourDays));

const purchases = (statement: Statement, { structure, nowMs }: Asked): string[] => [
  ...factsWithin(statement, orders, lastDays(structure.organization.zone, nowMs, purchaseDays)),
  `currency = ${statement.bind('String', structure.organization.currency)}`,
];

/** Everybody of whom anything was heard lately: who can be compared. */
export async function heardLately(columnar: Columnar, asked: Asked): Promise<PeopleSet> {
  const sets = await Promise.all(
    (
      [
        [events, behaviour],
        [orders, purchases],
      ] as const
    ).map(([{ table, person }, within]) => {
      const statement = new Statement();
      return peopleFrom(columnar, asked, statement, {
        column: person,
        from: `${table} WHERE ${and(within(statement, asked))}`,
      });
    }),
  );
  return PeopleSet.anyOf(sets);
}

/** The most frequent categories of products and of contents that were turned to. */
export async function frequentCategories(columnar: Columnar, asked: Asked): Promise<Categories> {
  const statement = new Statement();
  const where = and(behaviour(statement, asked));
  const kinds = ['category', 'content_category'] as const;
  const of = kinds.map(
    (kind) =>
      `SELECT '${kind}' AS of, toString(category) AS value, count() AS times FROM $events
        WHERE ${where} AND ${ofAll[kind]} GROUP BY value`,
  );
  const { rows } = await columnar.query<{ of: string; value: string }>(scopeOf(asked), {
    ...withSignal(asked),
    sql: `SELECT of, value FROM (${of.join(' UNION ALL ')}) ORDER BY of, times DESC, value LIMIT ${categoriesMax} BY of`,
    params: statement.params,
  });
  const valuesOf = (kind: string) => rows.filter((row) => row.of === kind).map(({ value }) => value);
  return { category: valuesOf('category'), content_category: valuesOf('content_category') };
}

/** What is counted of some people, in the order of their numbers; of whom nothing was heard there is no row. */
export async function countPeople(
  columnar: Columnar,
  asked: Asked,
  features: readonly Feature[],
  persons: readonly number[],
): Promise<Counts[]> {
  const statement = new Statement();
  const shared = features.filter(isShared);
  const counts = shared.map(
    (feature) => `countIf(${ofAll[feature.of]} AND ${isFeature(statement, asked, feature)})`,
  );
  const these = statement.bind('Array(UInt32)', persons);
  const sql = perPerson(statement, asked, {
    columns: [
      ...sharedFeatures.map((kind) => [`all_${kind}`, `countIf(${ofAll[kind]})`] as const),
      ...counts.map((count, place) => [`shared_${place}`, count] as const),
    ],
    who: (person) => `${person} IN ${these}`,
  });
  const { rows } = await columnar.query<Readonly<Record<string, number>>>(scopeOf(asked), {
    ...withSignal(asked),
    sql: `${sql} ORDER BY person`,
    params: statement.params,
  });
  return rows.map((row) => ({
    person: row.person ?? 0,
    all: recordOf(sharedFeatures, (kind) => row[`all_${kind}`] ?? 0),
    counted: recordOf(countedFeatures, (kind) => row[kind] ?? 0),
    shared: shared.map((_, place) => row[`shared_${place}`] ?? 0),
  }));
}

/** Weights as whole millionths: sums of them do not depend on the order in which a store adds. */
export const inMillionths = (weight: number): number => Math.round(weight * 1e6);

/**
 * The people with the highest scores, without those of a set. A score is the sum of the features times their weights;
 * since a share is a sum over facts, each fact brings the weights of its own features, and nothing needs to be counted
 * for each feature of each person. Equal scores are drawn by a hash, the same each time.
 */
export async function highestScores(
  columnar: Columnar,
  asked: Asked,
  weighed: readonly { readonly feature: Feature; readonly weight: number }[],
  { without, count }: { readonly without: PeopleSet; readonly count: number },
): Promise<PeopleSet> {
  const statement = new Statement();
  const weightsOf = (kind: Feature['of']) => weighed.filter(({ feature }) => feature.of === kind);
  const shares = sharedFeatures.map((kind) => {
    const own = weightsOf(kind);
    const each = own.map(
      ({ feature, weight }) =>
        `${isFeature(statement, asked, { of: kind, value: feature.value })}, ${statement.bind('Int64', inMillionths(weight))}`,
    );
    return [
      `sum_${kind}`,
      own.length === 0 ? '0' : `sumIf(multiIf(${each.join(', ')}, 0), ${ofAll[kind]})`,
    ] as const;
  });
  const sql = perPerson(statement, asked, {
    columns: [
      ...sharedFeatures.map((kind) => [`all_${kind}`, `countIf(${ofAll[kind]})`] as const),
      ...shares,
    ],
    who: () => '1',
  });
  const score = [
    ...sharedFeatures.map((kind) => `if(all_${kind} = 0, 0, sum_${kind} / all_${kind})`),
    ...countedFeatures.flatMap((kind) =>
      weightsOf(kind).map(
        ({ weight }) => `log1p(toFloat64(${kind})) * ${statement.bind('Int64', inMillionths(weight))}`,
      ),
    ),
  ].join(' + ');
  return peopleFrom(columnar, asked, statement, {
    column: 'person',
    from: `(WITH ${peopleFromText(statement.bind('String', without.toState()))} AS others
      SELECT person FROM (${sql}) WHERE NOT bitmapContains(others, person)
      ORDER BY ${score} DESC, cityHash64(person), person LIMIT ${statement.bind('UInt64', count)})`,
  });
}

/**
 * One row for each person of whom anything was heard: the columns over what they did, and counts and times. Those who
 * only bought did nothing, and those who never bought did so as long ago as is looked back; so with the last visit.
 */
function perPerson(
  statement: Statement,
  asked: Asked,
  {
    columns,
    who,
  }: { readonly columns: readonly (readonly [string, string])[]; readonly who: (person: string) => string },
): string {
  const { zone } = asked.structure.organization;
  const today = statement.bind('Date', dateOf(asked.nowMs, zone));
  const daysSince = (at: string) =>
    `dateDiff('day', toDate(${at}, ${statement.bind('String', zone)}), ${today})`;
  const names = columns.map(([name]) => name);
  return `SELECT person, ${names.map((name) => `sum(${name}) AS ${name}`).join(', ')},
      sum(c_visits) AS visits, min(c_recency) AS recency, sum(c_orders) AS orders, sum(c_amount) AS amount,
      min(c_order_recency) AS order_recency
    FROM (
      SELECT person, ${columns.map(([name, sql]) => `toInt64(${sql}) AS ${name}`).join(', ')},
        countIf(${visiting}) AS c_visits, toInt64(${daysSince('max(at)')}) AS c_recency, toUInt64(0) AS c_orders, toInt64(0) AS c_amount,
        toInt64(${purchaseDays}) AS c_order_recency
      FROM $events WHERE ${and(behaviour(statement, asked))} AND ${who('person')} GROUP BY person
      UNION ALL
      SELECT buyer, ${names.map((name) => `toInt64(0) AS ${name}`).join(', ')},
        toUInt64(0), toInt64(${behaviourDays}), uniqExact(order_id), sum(user_paid), toInt64(${daysSince('max(paid_at)')})
      FROM $order_lines WHERE ${and(purchases(statement, asked))} AND ${who('buyer')} GROUP BY buyer)
    GROUP BY person`;
}

/** Whether a fact is of a feature, among those that its share is of. */
function isFeature(
  statement: Statement,
  { structure }: Asked,
  { of, value }: { readonly of: SharedKind; readonly value: string },
): string {
  switch (of) {
    case 'action': {
      const names = value in actions ? actions[value as keyof typeof actions] : null;
      return `event IN ${statement.bind('Array(String)', names ?? [])}`;
    }
    case 'carrier':
      return `carrier = ${statement.bind('String', value)}`;
    case 'daypart':
      return `intDiv(toHour(at, ${statement.bind('String', structure.organization.zone)}), 6) = ${statement.bind('UInt8', Number(value) / 6)}`;
    default:
      return `category = ${statement.bind('String', value)}`;
  }
}

const scopeOf = ({ organizationId }: Asked) => ({ kind: 'organization', organizationId }) as const;
const withSignal = ({ signal }: Asked) => (signal ? { signal } : {});

function recordOf<Name extends SharedKind | CountedKind>(
  names: readonly Name[],
  read: (name: Name) => number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, number>;
}
