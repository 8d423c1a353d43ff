import type { ConditionKind } from '../condition-kind.ts';
import { deedConditions, events, factsWithin, whereConditions } from '../facts.ts';
import { factOf, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { spanOfWindow } from '../window.ts';
import { compared } from './compared.ts';
import { instantText, type KindParts } from './kind-parts.ts';
import { lackOfDeed } from './last.ts';

/** Who did something so many times within a window. */
export function didKind({ columnar, everyone }: KindParts): ConditionKind<'did'> {
  return {
    kind: 'did',
    people: (asked, condition) =>
      compared(
        condition.times,
        (operator, value) => {
          const statement = new Statement();
          const where = and(conditionsOf(statement, asked, condition));
          // Once is the most common question, and needs no counting.
          if (operator !== '=' && value + (operator === '>' ? 1 : 0) === 1)
            return peopleFrom(columnar, asked, statement, {
              column: 'person',
              from: `${events.table} WHERE ${where}`,
            });
          const times = statement.bind('UInt64', value);
          return peopleFrom(columnar, asked, statement, {
            column: 'person',
            from: `(SELECT person FROM ${events.table} WHERE ${where} GROUP BY person HAVING count() ${operator} ${times})`,
          });
        },
        () => everyone(asked),
      ),
    evidence: async (asked, condition, person) => {
      const statement = new Statement();
      const where = and([
        ...conditionsOf(statement, asked, condition),
        `person = ${statement.bind('UInt32', person)}`,
      ]);
      const values = await factOf(
        columnar,
        asked,
        statement,
        `SELECT count() AS times, ${instantText('max(at)')} AS last_at FROM ${events.table} WHERE ${where}`,
      );
      return [{ code: values.times === 0 ? 'did_never' : 'did_times', values }];
    },
    lacks: (asked, { what }) => lackOfDeed({ columnar }, asked, what),
  };
}

function conditionsOf(
  statement: Statement,
  asked: Parameters<ConditionKind<'did'>['people']>[0],
  { what, window, where }: ConditionOf<'did'>,
): string[] {
  return [
    ...deedConditions(statement, what),
    ...factsWithin(statement, events, spanOfWindow(asked, window)),
    ...whereConditions(statement, events, where),
  ];
}
