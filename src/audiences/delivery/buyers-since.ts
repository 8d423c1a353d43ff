import type { Columnar } from '#platform/columnar';
import type { PeopleSet } from '#platform/people-sets';
import type { Asked } from '../rules/condition-kind.ts';
import { orders } from '../rules/facts.ts';
import { peopleFrom } from '../rules/people-store.ts';
import { Statement } from '../rules/statement.ts';

/** Everybody who paid an order of the organisation at or after an instant. */
export function buyersSince(columnar: Columnar, asked: Asked, since: Date): Promise<PeopleSet> {
  const statement = new Statement();
  const from = statement.instant(since.getTime());
  return peopleFrom(columnar, asked, statement, {
    column: orders.person,
    from: `${orders.table} WHERE ${orders.at} >= ${from} AND ${orders.person} != 0`,
  });
}
