import type { Asked, ConditionKind } from '../condition-kind.ts';
import { deedConditions, factsOf, factsWithin, whereConditions } from '../facts.ts';
import { factOf, hasFact, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { lastDays } from '../window.ts';
import { instantText, type KindParts } from './kind-parts.ts';

/** Whose last deed is within so many local days, or longer ago. */
export function lastKind({ columnar }: Pick<KindParts, 'columnar'>): ConditionKind<'last'> {
  return {
    kind: 'last',
    people: (asked, condition) => {
      const facts = factsOf(condition.what);
      const recent = lastDays(asked.structure.organization.zone, asked.nowMs, condition.days);
      const statement = new Statement();
      if (condition.op === 'within') {
        const where = and(conditionsOf(statement, condition, recent));
        return peopleFrom(columnar, asked, statement, {
          column: facts.person,
          from: `${facts.table} WHERE ${where}`,
        });
      }
      const where = and(conditionsOf(statement, condition, { fromMs: 0, toMs: recent.toMs }));
      return peopleFrom(columnar, asked, statement, {
        column: facts.person,
        from: `(SELECT ${facts.person} FROM ${facts.table} WHERE ${where} GROUP BY ${facts.person}
          HAVING max(${facts.at}) < ${statement.instant(recent.fromMs)})`,
      });
    },
    evidence: async (asked, condition, person) => {
      const facts = factsOf(condition.what);
      const statement = new Statement();
      const where = and([
        ...conditionsOf(statement, condition, { fromMs: 0, toMs: asked.nowMs + 1 }),
        `${facts.person} = ${statement.bind('UInt32', person)}`,
      ]);
      const values = await factOf(
        columnar,
        asked,
        statement,
        `SELECT count() AS times, ${instantText(`max(${facts.at})`)} AS last_at FROM ${facts.table} WHERE ${where}`,
      );
      return [{ code: values.times === 0 ? 'did_never' : 'last_did', values }];
    },
    lacks: (asked, { what }) => lackOfDeed({ columnar }, asked, what),
  };
}

function conditionsOf(
  statement: Statement,
  { what, where }: ConditionOf<'last'>,
  span: { readonly fromMs: number; readonly toMs: number },
): string[] {
  const facts = factsOf(what);
  return [
    ...deedConditions(statement, what),
    ...factsWithin(statement, facts, span),
    ...whereConditions(statement, facts, where),
  ];
}

/** What is missing where nobody ever did this. */
export async function lackOfDeed(
  { columnar }: Pick<KindParts, 'columnar'>,
  asked: Asked,
  deed: ConditionOf<'last'>['what'],
) {
  const { table, person } = factsOf(deed);
  const statement = new Statement();
  const known = [`${person} != 0`];
  if (await hasFact(columnar, asked, table, statement, [...deedConditions(statement, deed), ...known]))
    return null;
  if (deed === 'bought') return { code: 'no_orders', values: {} };
  if (!(await hasFact(columnar, asked, table, new Statement(), known)))
    return { code: 'no_events', values: {} };
  return {
    code: 'no_such_event',
    values: { action: 'event' in deed ? deed.event : deed.action },
  };
}
