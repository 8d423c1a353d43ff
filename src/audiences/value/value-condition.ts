import { PeopleSet } from '#platform/people-sets';
import type { Asked, ConditionKind, Lack } from '../rules/condition-kind.ts';
import type { ConditionOf } from '../rules/rule.ts';
import { currentFit, type KeptFit } from './fits-store.ts';
import type { ValueParts } from './keep-value.ts';
import { peopleByScore, scoreOf } from './scores-store.ts';

type Value = ConditionOf<'value'>;

/** What somebody is worth by the fit that holds. Who never bought is in none, however little is asked for. */
export function valueCondition({ records, columnar }: ValueParts): ConditionKind<'value'> {
  const fitOf = ({ organizationId }: Asked) => records.organization(organizationId, currentFit);
  return {
    kind: 'value',
    people: async (asked, condition) => {
      const fit = await fitOf(asked);
      if (fit === null || !tells(fit, condition)) return PeopleSet.none;
      return peopleByScore(columnar, asked, fit.id, condition);
    },
    evidence: async (asked, { measure }, person) => {
      const fit = await fitOf(asked);
      const score = fit && (await scoreOf(columnar, asked, fit.id, person));
      if (!score) return [{ code: 'value_unknown', values: {} }];
      const value = measure === 'alive' ? Math.round(score.alive * 1_000) / 10 : score[measure];
      const rounded = measure === 'amount' ? Math.round(value) : Math.round(value * 100) / 100;
      return [{ code: `value_${measure}`, values: { expected: rounded, day: fit.day } }];
    },
    lacks: async (asked, condition) => lackOf(await fitOf(asked), condition),
  };
}

const tells = ({ found }: KeptFit, { measure }: Value) =>
  found.state === 'fitted' && (measure !== 'amount' || found.spending !== null);

/** Besides what makes an empty set: a fit that is not to be relied on says so wherever it is used. */
function lackOf(fit: KeptFit | null, condition: Value): Lack | null {
  if (fit === null) return { code: 'value_no_fit', values: {} };
  const { found } = fit;
  if (found.state === 'too_little')
    return { code: 'value_too_little', values: { people: found.people, repeaters: found.repeaters } };
  if (!tells(fit, condition)) return { code: 'value_no_spending', values: {} };
  if (found.verdict === 'poor' || found.verdict === 'unsettled')
    return { code: `value_${found.verdict}`, values: { day: fit.day } };
  return null;
}
