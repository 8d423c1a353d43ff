import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { PeopleSet } from '#platform/people-sets';
import type { Asked } from '../rules/condition-kind.ts';
import { peopleFrom } from '../rules/people-store.ts';
import type { ConditionOf } from '../rules/rule.ts';
import { Statement } from '../rules/statement.ts';
import type { Score } from './score-buyers.ts';

/** Appends scores of a fit, but of nobody who was erased; the same part again changes nothing. */
export async function writeScores(
  { columnar, forgotten }: { readonly columnar: Columnar; readonly forgotten: Forgotten },
  organizationId: OrganizationId,
  fit: { readonly id: string; readonly fittedAt: Date },
  scores: readonly Score[],
): Promise<void> {
  const rows = scores.map((score) => ({
    organization_id: organizationId,
    fit_id: fit.id,
    fitted_at: Math.floor(fit.fittedAt.getTime() / 1_000),
    ...score,
  }));
  await forgotten.keeping((gone) =>
    columnar.insert(
      'value_scores',
      rows.filter(({ person }) => !gone.has(person)),
      `value ${fit.id} ${scores[0]?.person} ${scores.length}`,
    ),
  );
}

/** Somebody who was merged after the fit is worth what their numbers were, and as alive as the livelier of them. */
const scores = (
  fit: string,
) => `(SELECT s.person AS person, max(s.alive) AS alive, sum(s.purchases) AS purchases,
    sum(s.amount) AS amount FROM $value_scores AS s WHERE s.fit_id = ${fit} GROUP BY s.person)`;

const measured = { alive: 'alive * 100', purchases: 'purchases', amount: 'amount' } as const;

/** Who compares as asked by a measure of the fit; the top percent are whole people, rounded up. */
export function peopleByScore(
  columnar: Columnar,
  asked: Asked,
  fitId: string,
  { measure, op, value }: Pick<ConditionOf<'value'>, 'measure' | 'op' | 'value'>,
): Promise<PeopleSet> {
  const statement = new Statement();
  const all = scores(statement.bind('UUID', fitId));
  const bound = statement.bind('Float64', value);
  if (op !== 'top_percent')
    return peopleFrom(columnar, asked, statement, {
      column: 'person',
      from: `${all} WHERE ${measured[measure]} ${op === 'at_least' ? '>=' : '<='} ${bound}`,
    });
  return peopleFrom(columnar, asked, statement, {
    column: 'person',
    from: `(SELECT person, row_number() OVER (ORDER BY ${measure} DESC, person) AS place, count() OVER () AS scored
      FROM ${all}) WHERE place <= ceil(scored * ${bound} / 100)`,
  });
}

/** What a fit says of one person; null where they had not bought by then. */
export async function scoreOf(
  columnar: Columnar,
  { organizationId }: Pick<Asked, 'organizationId'>,
  fitId: string,
  person: number,
): Promise<Omit<Score, 'person'> | null> {
  const statement = new Statement();
  const all = scores(statement.bind('UUID', fitId));
  const { rows } = await columnar.query<Omit<Score, 'person'>>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT alive, purchases, amount FROM ${all} WHERE person = ${statement.bind('UInt32', person)}`,
      params: statement.params,
    },
  );
  return rows[0] ?? null;
}
