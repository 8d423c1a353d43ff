/** What an identify call says of a person, in the words of the field. */
export type PersonTraits = {
  readonly birthYear: number | null;
  readonly gender: 'female' | 'male' | 'other' | null;
  readonly cityTier: CityTier | null;
  readonly consumptionLevel: 'high' | 'middle' | 'low' | null;
  /** What else was said and names nobody. */
  readonly others: Readonly<Record<string, unknown>>;
};

export const cityTiers = ['tier_1', 'new_tier_1', 'tier_2', 'tier_3', 'tier_4', 'tier_5'] as const;
export type CityTier = (typeof cityTiers)[number];

/** Segment's reserved traits that name or reach a person. Nothing here needs them, so they are not kept. */
const personal = new Set(
  'address avatar email firstName first_name lastName last_name name phone username birthday ip'.split(' '),
);
const typed = new Set(
  'birth_year birthYear gender city_tier cityTier consumption_level consumptionLevel'.split(' '),
);

const genders: Readonly<Record<string, 'female' | 'male' | 'other'>> = {
  female: 'female',
  f: 'female',
  女: 'female',
  male: 'male',
  m: 'male',
  男: 'male',
  other: 'other',
};
const levels: Readonly<Record<string, 'high' | 'middle' | 'low'>> = {
  high: 'high',
  高: 'high',
  middle: 'middle',
  medium: 'middle',
  中: 'middle',
  low: 'low',
  低: 'low',
};

export function readTraits(traits: Readonly<Record<string, unknown>>): PersonTraits {
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(traits))
    if (!personal.has(name) && !typed.has(name) && name !== '__proto__') others[name] = value;
  return {
    birthYear: readBirthYear(traits.birth_year ?? traits.birthYear) ?? yearOf(traits.birthday),
    gender: wordOf(genders, traits.gender),
    cityTier: cityTiers.find((tier) => tier === (traits.city_tier ?? traits.cityTier)) ?? null,
    consumptionLevel: wordOf(levels, traits.consumption_level ?? traits.consumptionLevel),
    others,
  };
}

function wordOf<Word>(words: Readonly<Record<string, Word>>, value: unknown): Word | null {
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}

function readBirthYear(value: unknown): number | null {
  const year = typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : value;
  return typeof year === 'number' && Number.isInteger(year) && year >= 1900 && year <= 2100 ? year : null;
}

/** The year is a cohort; the day of birth names a person and is not kept. */
function yearOf(birthday: unknown): number | null {
  return typeof birthday === 'string' ? readBirthYear(birthday.slice(0, 4)) : null;
}
