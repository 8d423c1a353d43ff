import { idFrom } from '#platform/http';
import { PeopleSet } from '#platform/people-sets';
import type { Asked, ConditionKind, Evidence } from '../rules/condition-kind.ts';
import type { ConditionOf } from '../rules/rule.ts';
import { contributions, unitWeight, verdictOf } from './fit-look-alike.ts';
import { isModel, type LookAlikeParts, type ModelOf, measuresOfPerson } from './look-alike-model.ts';
import { highestScores } from './look-alike-store.ts';

type LookAlike = ConditionOf<'look_alike'>;

/** How many reasons are told of one person. */
const reasonsMax = 4;

/** The people outside an audience who do most like it. */
export function lookAlikeCondition(parts: LookAlikeParts, modelOf: ModelOf): ConditionKind<'look_alike'> {
  const { columnar, everyone } = parts;
  const ofSeed = (asked: Asked, { audienceId }: LookAlike) => modelOf(asked, idFrom('audience', audienceId));
  return {
    kind: 'look_alike',
    people: async (asked, condition) => {
      const model = await ofSeed(asked, condition);
      if (!isModel(model)) return PeopleSet.none;
      const count =
        condition.sizeIn === 'people'
          ? condition.size
          : Math.round(((await everyone(asked)).size * Math.min(100, condition.size)) / 100);
      const weighed = model.weighed
        .filter(({ weight }) => weight !== 0)
        .map((one) => ({ feature: one.feature, weight: unitWeight(one) }));
      return highestScores(columnar, asked, weighed, { without: model.seed, count });
    },
    evidence: async (asked, condition, person) => {
      const model = await ofSeed(asked, condition);
      if (!isModel(model)) return [{ code: 'look_alike_unknown', values: {} }];
      if (model.seed.has(person)) return [{ code: 'look_alike_seed', values: {} }];
      const measures = await measuresOfPerson(columnar, asked, model.weighed, person);
      if (measures === null) return [{ code: 'look_alike_silent', values: {} }];
      return contributions(model.weighed, measures)
        .slice(0, reasonsMax)
        .map(({ weighed: { feature, othersMean }, measure, by }): Evidence => {
          const code = by > 0 ? 'look_alike_for' : 'look_alike_against';
          const named = `${feature.of}:${feature.value}`;
          return {
            code,
            values: { feature: named, measure, usual: othersMean, by: Math.round(by * 100) / 100 },
          };
        });
    },
    lacks: async (asked, condition) => {
      const model = await ofSeed(asked, condition);
      if (!isModel(model)) return { code: model.lack, values: { smallest: model.smallest } };
      const auc = Math.round(model.auc * 100);
      return verdictOf(model) === 'chance'
        ? { code: 'look_alike_chance', values: { auc_percent: auc } }
        : null;
    },
  };
}
