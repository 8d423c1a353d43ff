/** Door to audiences: groups of people, defined once and counted at once. */
export type { PeopleOfAudience } from './audiences/people-of-audience.ts';
export { type Audiences, type AudiencesOptions, openAudiences } from './open-audiences.ts';
export type { Asked, ConditionKind, Evidence, Lack } from './rules/condition-kind.ts';
export { evaluateRule, fulfils, type PeopleOf } from './rules/evaluate-rule.ts';
