import type { Asked, ConditionKind } from '../condition-kind.ts';
import { type Facts, factsWithin, orders, refunds, whereConditions } from '../facts.ts';
import { factOf, hasFact, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { spanOfWindow } from '../window.ts';
import { compared } from './compared.ts';
import { instantText, type KindParts } from './kind-parts.ts';

type Bought = ConditionOf<'bought'>;

const measures: Readonly<Record<Bought['measure'], { readonly facts: Facts; readonly sql: string }>> = {
  orders: { facts: orders, sql: 'uniqExact(order_id)' },
  items: { facts: orders, sql: 'sum(quantity)' },
  amount: { facts: orders, sql: 'sum(user_paid)' },
  refunds: { facts: refunds, sql: 'uniqExact(refund_id)' },
};

/** Who bought or returned so much within a window, by the time of payment or of the refund. */
export function boughtKind({ columnar, everyone }: KindParts): ConditionKind<'bought'> {
  return {
    kind: 'bought',
    people: (asked, condition) => {
      const { facts, sql } = measures[condition.measure];
      return compared(
        condition,
        (operator, value) => {
          const statement = new Statement();
          const where = and(conditionsOf(statement, asked, condition));
          return peopleFrom(columnar, asked, statement, {
            column: 'buyer',
            from: `(SELECT buyer FROM ${facts.table} WHERE ${where} GROUP BY buyer
              HAVING ${sql} ${operator} ${statement.bind('Int64', value)})`,
          });
        },
        () => everyone(asked),
      );
    },
    evidence: async (asked, condition, person) => {
      const { facts, sql } = measures[condition.measure];
      const statement = new Statement();
      const where = and([
        ...conditionsOf(statement, asked, condition),
        `buyer = ${statement.bind('UInt32', person)}`,
      ]);
      const found = await factOf(
        columnar,
        asked,
        statement,
        `SELECT ${sql} AS measured, ${instantText(`max(${facts.at})`)} AS last_at FROM ${facts.table} WHERE ${where}`,
      );
      const values = { ...found, currency: currencyOf(asked, condition) };
      return [
        {
          code: found.last_at === null ? `${condition.measure}_none` : `${condition.measure}_measured`,
          values,
        },
      ];
    },
    lacks: async (asked, condition) => {
      if (condition.where.some(({ dimension }) => dimension === 'query'))
        return { code: 'orders_without_query', values: {} };
      const { facts, sql: _ } = measures[condition.measure];
      if (!(await hasFact(columnar, asked, facts.table, new Statement(), [`${facts.person} != 0`])))
        return { code: facts === orders ? 'no_orders' : 'no_refunds', values: {} };
      const currency = currencyOf(asked, condition);
      if (currency === null) return null;
      const statement = new Statement();
      const paid = `currency = ${statement.bind('String', currency)}`;
      return (await hasFact(columnar, asked, facts.table, statement, [paid]))
        ? null
        : { code: 'no_orders_in_currency', values: { currency } };
    },
  };
}

/** Amounts of several currencies are never added: the organisation's own where none is named. */
const currencyOf = ({ structure }: Asked, { measure, currency }: Bought): string | null =>
  measure === 'amount' ? (currency ?? structure.organization.currency) : currency;

function conditionsOf(statement: Statement, asked: Asked, condition: Bought): string[] {
  const { facts } = measures[condition.measure];
  const currency = currencyOf(asked, condition);
  return [
    ...factsWithin(statement, facts, spanOfWindow(asked, condition.window)),
    ...whereConditions(statement, facts, condition.where),
    ...(currency === null ? [] : [`currency = ${statement.bind('String', currency)}`]),
  ];
}
