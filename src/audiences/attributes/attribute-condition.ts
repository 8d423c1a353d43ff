import type { Columnar } from '#platform/columnar';
import { PeopleSet } from '#platform/people-sets';
import type { Asked, ConditionKind } from '../rules/condition-kind.ts';
import { attributeOf, peopleByAttribute } from './attributes-store.ts';

/** Of whom an attribute is known to be one of some values, or is not known (`""`). */
export function attributeCondition(parts: {
  readonly columnar: Columnar;
  readonly everyone: (asked: Asked) => Promise<PeopleSet>;
}): ConditionKind<'attribute'> {
  const { columnar, everyone } = parts;
  return {
    kind: 'attribute',
    people: async (asked, { attribute, values }) => {
      const [known, all] = await Promise.all([
        peopleByAttribute(columnar, asked, attribute),
        everyone(asked),
      ]);
      const found = PeopleSet.anyOf(values.map((value) => known.get(value) ?? PeopleSet.none)).and(all);
      return values.includes('') ? found.or(all.without(PeopleSet.anyOf([...known.values()]))) : found;
    },
    evidence: async (asked, { attribute }, person) => {
      const value = await attributeOf(columnar, asked, attribute, person);
      return [{ code: value === '' ? 'attribute_unknown' : 'attribute_is', values: { attribute, value } }];
    },
    lacks: async (asked, { attribute }) =>
      (await peopleByAttribute(columnar, asked, attribute)).size > 0
        ? null
        : { code: 'no_attributes', values: { attribute } },
  };
}
