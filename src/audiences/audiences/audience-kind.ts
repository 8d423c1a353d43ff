import type { AudienceId, OrganizationId } from '#kernel/ids';
import { idFrom } from '#platform/http';
import type { ConditionKind } from '../rules/condition-kind.ts';
import { type Condition, conditionsOf, type Rule } from '../rules/rule.ts';
import type { PeopleOfAudience } from './people-of-audience.ts';

/** Who is in another audience: sets joined with `all`, `any` and `not`. */
export function audienceKind(
  people: PeopleOfAudience,
  nameOf: (organizationId: OrganizationId, id: AudienceId) => Promise<string | null>,
): ConditionKind<'audience'> {
  const idOf = ({ audienceId }: { readonly audienceId: string }) => idFrom('audience', audienceId);
  return {
    kind: 'audience',
    // The other may be changed at any time; the conditions it is made of are kept.
    isKept: false,
    people: (asked, condition) => people(asked, idOf(condition)),
    evidence: async (asked, condition, person) => {
      const isIn = (await people(asked, idOf(condition))).has(person);
      const name = await nameOf(asked.organizationId, idOf(condition));
      return [{ code: isIn ? 'audience_in' : 'audience_out', values: { name } }];
    },
    lacks: async (asked, condition) =>
      (await nameOf(asked.organizationId, idOf(condition))) === null
        ? { code: 'no_such_audience', values: {} }
        : null,
  };
}

/** Audiences that a rule names, those to be unlike or like included. */
export const audiencesIn = (rule: Rule): AudienceId[] =>
  conditionsOf(rule)
    .filter((one): one is Extract<Condition, { audienceId: string }> => 'audienceId' in one)
    .map(({ audienceId }) => idFrom('audience', audienceId));
