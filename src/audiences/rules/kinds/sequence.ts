import type { Asked, ConditionKind } from '../condition-kind.ts';
import { deedConditions, type Facts, factsOf, factsWithin, whereConditions } from '../facts.ts';
import { factOf, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { spanOfWindow } from '../window.ts';
import type { KindParts } from './kind-parts.ts';
import { lackOfDeed } from './last.ts';

type Sequence = ConditionOf<'sequence'>;
const hourMs = 3_600_000;

/** Who took steps one after the other, all within so many hours of the first. */
export function sequenceKind({ columnar }: Pick<KindParts, 'columnar'>): ConditionKind<'sequence'> {
  return {
    kind: 'sequence',
    people: (asked, condition) => {
      const statement = new Statement();
      const taken = chain(statement, asked, condition);
      const last = condition.steps.length;
      return peopleFrom(columnar, asked, statement, {
        column: 'person',
        from: `(${taken}) WHERE s${last} IS NOT NULL`,
      });
    },
    evidence: async (asked, condition, person) => {
      const statement = new Statement();
      const taken = chain(statement, asked, condition, person);
      const reached = condition.steps.map((_, place) => `countIf(s${place + 1} IS NOT NULL) > 0`);
      const values = await factOf(
        columnar,
        asked,
        statement,
        `SELECT ${reached.join(' + ')} AS steps FROM (${taken})`,
      );
      return [{ code: 'sequence_steps', values: { ...values, of: condition.steps.length } }];
    },
    lacks: async (asked, condition) => {
      const lacks = await Promise.all(
        condition.steps.map(({ what }) => lackOfDeed({ columnar }, asked, what)),
      );
      return lacks.find((lack) => lack !== null) ?? null;
    },
  };
}

/**
 * Facts of each person in their order, each with `s1 … sn`: the latest start of a chain whose nth step this fact is,
 * null where there is none. The latest start leaves the most time, so no other needs to be remembered. Facts of one
 * instant lie in the order of their ids, and behaviour before orders: an order that is the same whoever asks. Ids are
 * compared as numbers, for the store itself compares UUIDs by their second half.
 */
function chain(statement: Statement, asked: Asked, condition: Sequence, person?: number): string {
  const { steps, withinHours } = condition;
  const within = statement.bind('Int64', withinHours * hourMs);
  let taken = [...new Set(steps.map(({ what }) => factsOf(what)))]
    .map((facts) => factsOfSteps(statement, asked, condition, facts, person))
    .join(' UNION ALL ');
  taken = `SELECT *, if(m1, at_ms, NULL) AS s1 FROM (${taken})`;
  for (let step = 2; step <= steps.length; step++) {
    const before = `max(s${step - 1}) OVER (PARTITION BY person ORDER BY at_ms, rank, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
    taken = `SELECT *, if(m${step} AND at_ms - p${step} <= ${within}, p${step}, NULL) AS s${step}
      FROM (SELECT *, ${before} AS p${step} FROM (${taken}))`;
  }
  return taken;
}

function factsOfSteps(
  statement: Statement,
  asked: Asked,
  { steps, window }: Sequence,
  facts: Facts,
  person: number | undefined,
): string {
  const matches = steps.map(({ what, where }) =>
    factsOf(what) === facts
      ? `(${and([...deedConditions(statement, what), ...whereConditions(statement, facts, where)])})`
      : '0',
  );
  const conditions = [
    ...factsWithin(statement, facts, spanOfWindow(asked, window)),
    ...(person === undefined ? [] : [`${facts.person} = ${statement.bind('UInt32', person)}`]),
    `(${matches.join(' OR ')})`,
  ];
  const marks = matches.map((match, place) => `toUInt8(${match}) AS m${place + 1}`);
  return `SELECT ${facts.person} AS person, toUnixTimestamp64Milli(${facts.at}) AS at_ms,
    toUInt8(${facts.table === '$events' ? 0 : 1}) AS rank, toUInt128(${facts.id}) AS id, ${marks.join(', ')}
    FROM ${facts.table} WHERE ${and(conditions)}`;
}
