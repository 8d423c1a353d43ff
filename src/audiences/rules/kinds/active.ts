import type { Asked, ConditionKind } from '../condition-kind.ts';
import { events, factsWithin, visiting } from '../facts.ts';
import { factOf, hasFact, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { lastDays } from '../window.ts';
import type { KindParts } from './kind-parts.ts';

type Active = ConditionOf<'active'>;

/** Who is most active in an hour or on a weekday (several may be equal), or who uses a device. */
export function activeKind({ columnar }: Pick<KindParts, 'columnar'>): ConditionKind<'active'> {
  return {
    kind: 'active',
    people: (asked, condition) => {
      const statement = new Statement();
      const where = and(conditionsOf(statement, asked, condition));
      const values = valuesOf(statement, condition);
      if (condition.by === 'platform')
        return peopleFrom(columnar, asked, statement, {
          column: 'person',
          from: `${events.table} WHERE ${where} AND platform IN ${values}`,
        });
      return peopleFrom(columnar, asked, statement, {
        column: 'person',
        from: `(SELECT person, max(times) AS most, maxIf(times, bucket IN ${values}) AS here
          FROM (SELECT person, ${bucketOf(statement, asked, condition.by)} AS bucket, count() AS times
            FROM ${events.table} WHERE ${where} GROUP BY person, bucket)
          GROUP BY person) WHERE here = most`,
      });
    },
    evidence: async (asked, condition, person) => {
      const statement = new Statement();
      const where = and([
        ...conditionsOf(statement, asked, condition),
        `person = ${statement.bind('UInt32', person)}`,
      ]);
      const bucket =
        condition.by === 'platform' ? 'toString(platform)' : bucketOf(statement, asked, condition.by);
      const values = await factOf(
        columnar,
        asked,
        statement,
        `SELECT arrayStringConcat(arrayMap(one -> toString(one), arraySort(groupArray(bucket))), ' ') AS most,
            max(counted) AS times
          FROM (SELECT bucket, counted, max(counted) OVER () AS top
            FROM (SELECT ${bucket} AS bucket, count() AS counted FROM ${events.table} WHERE ${where} GROUP BY bucket))
          WHERE ${condition.by === 'platform' ? `bucket != ''` : 'counted = top'}`,
      );
      return [{ code: values.most === '' ? 'did_never' : `active_${condition.by}`, values }];
    },
    lacks: async (asked, { by }) => {
      const conditions = [visiting, ...(by === 'platform' ? [`platform != ''`] : [])];
      if (await hasFact(columnar, asked, events.table, new Statement(), conditions)) return null;
      return { code: by === 'platform' ? 'no_platforms' : 'no_events', values: {} };
    },
  };
}

export function bucketOf(
  statement: Statement,
  { structure }: Pick<Asked, 'structure'>,
  by: 'hour' | 'weekday',
): string {
  const zone = statement.bind('String', structure.organization.zone);
  return by === 'hour' ? `toHour(at, ${zone})` : `toUInt8(toDayOfWeek(at, 0, ${zone}) - 1)`;
}

function valuesOf(statement: Statement, { by, values }: Active): string {
  if (by === 'platform') return statement.bind('Array(String)', values);
  return statement.bind(
    'Array(UInt8)',
    values.map(Number).filter((value) => Number.isInteger(value) && value >= 0 && value < 24),
  );
}

function conditionsOf(statement: Statement, asked: Asked, { lastDays: days }: Active): string[] {
  const span = lastDays(asked.structure.organization.zone, asked.nowMs, days);
  return [visiting, ...factsWithin(statement, events, span)];
}
