/** What is known of somebody by what was said of them, and what follows from it. Browser-safe. */
import { type CityTier, cityTiers } from '#events/contract';
import type { PersonAttribute } from '../rules/rule.ts';

/**
 * Birth cohorts (出生年代) by their first year, each up to the next: 80后 are those of 1980 to 1984 because 85后 stand
 * apart. Earlier years are `before_1960`.
 */
export const cohortStarts = [1960, 1970, 1980, 1985, 1990, 1995, 2000, 2005, 2010] as const;
export const beforeCohorts = 'before_1960';

/** 八大人群 in the order in which they are usually told. */
export const strategyGroups = [
  'small_town_youth',
  'gen_z',
  'refined_mother',
  'new_white_collar',
  'established_middle_class',
  'urban_blue_collar',
  'urban_silver',
  'small_town_elder',
] as const;
export type StrategyGroup = (typeof strategyGroups)[number];
/** Decided, and in none of the groups: minors. */
export const noGroup = 'none';

export type StrategyRule = {
  readonly group: StrategyGroup;
  readonly tiers: readonly CityTier[];
  /** Age in whole years by the year of birth, both ends included; null is open. */
  readonly ages: readonly [from: number, to: number | null];
  readonly level?: 'high' | 'low';
  readonly gender?: 'female';
};

const city: readonly CityTier[] = ['tier_1', 'new_tier_1', 'tier_2', 'tier_3'];
const town: readonly CityTier[] = ['tier_4', 'tier_5'];

/**
 * The rules of the strategy groups, the first that holds. They go by cohort, city tier and consumption level alone,
 * with gender where the group names it: who has children or which work nobody tells, so high consumption of women
 * stands in for mothers, and low consumption for blue-collar work. Where a trait that a rule needs is not known, and
 * no other of its conditions fails, the group is not known.
 */
export const strategyRules: readonly StrategyRule[] = [
  { group: 'small_town_youth', tiers: town, ages: [18, 35] },
  { group: 'small_town_elder', tiers: town, ages: [36, null] },
  { group: 'gen_z', tiers: city, ages: [18, 24] },
  { group: 'refined_mother', tiers: city, ages: [25, 35], level: 'high', gender: 'female' },
  { group: 'urban_blue_collar', tiers: city, ages: [25, 50], level: 'low' },
  { group: 'new_white_collar', tiers: city, ages: [25, 35] },
  { group: 'established_middle_class', tiers: city, ages: [36, 50] },
  { group: 'urban_silver', tiers: city, ages: [51, null] },
];

/** Values that an attribute can have, in the order in which they are shown; `""`, not known, is none of them. */
export const attributeValues: Readonly<Record<PersonAttribute, readonly string[]>> = {
  gender: ['female', 'male', 'other'],
  birth_cohort: [beforeCohorts, ...cohortStarts.map(String)],
  city_tier: cityTiers,
  consumption_level: ['high', 'middle', 'low'],
  strategy_group: [...strategyGroups, noGroup],
};
