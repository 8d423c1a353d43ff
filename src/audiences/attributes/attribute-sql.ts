import { dateOf } from '#kernel/time';
import type { Asked } from '../rules/condition-kind.ts';
import type { PersonAttribute } from '../rules/rule.ts';
import type { Statement } from '../rules/statement.ts';
import { beforeCohorts, cohortStarts, noGroup, type StrategyRule, strategyRules } from './attribute.ts';

/**
 * Everybody of whom anything was said, once: of somebody who was merged each trait as it was said last under any of
 * their numbers. Traits that were never said are 0 or ''.
 */
export const people = `(SELECT t.person AS person,
    argMaxIf(t.birth_year, t.said_at, t.birth_year != 0) AS year,
    argMaxIf(t.gender, t.said_at, t.gender != '') AS sex,
    argMaxIf(t.city_tier, t.said_at, t.city_tier != '') AS tier,
    argMaxIf(t.consumption_level, t.said_at, t.consumption_level != '') AS level
  FROM $person_attributes AS t GROUP BY t.person)`;

const cohort = `multiIf(year = 0, '', year < ${cohortStarts[0]}, '${beforeCohorts}', ${cohortStarts
  .slice(1)
  .map((start, place) => `year < ${start}, '${cohortStarts[place]}'`)
  .join(', ')}, '${cohortStarts.at(-1)}')`;

/** A condition of a rule: NULL where the trait that it needs is not known, so that `AND` has three values. */
function holds({ tiers, ages: [from, to], level, gender }: StrategyRule, thisYear: string): string {
  const age = `(${thisYear} - nullIf(toInt32(year), 0))`;
  return [
    `nullIf(tier, '') IN (${tiers.map((tier) => `'${tier}'`).join(', ')})`,
    `${age} >= ${from}`,
    ...(to === null ? [] : [`${age} <= ${to}`]),
    ...(level ? [`nullIf(level, '') = '${level}'`] : []),
    ...(gender ? [`nullIf(sex, '') = '${gender}'`] : []),
  ].join(' AND ');
}

const group = (thisYear: string) =>
  `multiIf(${strategyRules
    .map((rule) => {
      const isIn = holds(rule, thisYear);
      return `isNull(${isIn}), '', ifNull(${isIn}, 0), '${rule.group}'`;
    })
    .join(', ')}, '${noGroup}')`;

/** The value of an attribute over rows of `people`; '' is not known. Ages are those of the organisation's own year. */
export function attributeValue(
  attribute: PersonAttribute,
  statement: Statement,
  { nowMs, structure }: Pick<Asked, 'nowMs' | 'structure'>,
): string {
  if (attribute === 'gender') return 'toString(sex)';
  if (attribute === 'city_tier') return 'toString(tier)';
  if (attribute === 'consumption_level') return 'toString(level)';
  if (attribute === 'birth_cohort') return cohort;
  return group(statement.bind('Int32', Number(dateOf(nowMs, structure.organization.zone).slice(0, 4))));
}
