import type { PeopleSet } from '#platform/people-sets';
import { overlappingShareRatio } from '#science/share-ratio';
import type { PortraitDimension } from './portrait-contract.ts';

/** What people are told apart by: who has which value, and of whom it is known at all. */
export type Facet = {
  readonly dimension: PortraitDimension;
  /** In the order in which they are shown; nobody need have a value. */
  readonly values: ReadonlyMap<string, PeopleSet>;
  readonly known: PeopleSet;
  /** Values that follow from no order of their own are shown by how many people have them. */
  readonly isRanked: boolean;
};

export type FacetValue = {
  readonly value: string;
  readonly people: number;
  readonly basePeople: number;
  /** Of those of whom the dimension is known; null where it is known of nobody. */
  readonly share: number | null;
  readonly baseShare: number | null;
  /** share / baseShare × 100 with its interval of 95 %; null where nobody of the base has the value. */
  readonly tgi: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** The whole interval lies on one side of 100. */
  readonly isSure: boolean;
  /** Too few people to make anything of the index, whatever the interval says. */
  readonly isFew: boolean;
};

export type PortraitFacet = {
  readonly dimension: PortraitDimension;
  readonly known: number;
  readonly baseKnown: number;
  /** False where it is known of fewer people than may be looked into; nothing is told then. */
  readonly isShown: boolean;
  readonly values: readonly FacetValue[];
};

/** Ranked values beyond these are left out. */
export const valuesMax = 20;
/** Fewer people with a value, in the base, or expected in the audience, are a small sample. */
export const basePeopleMin = 30;
export const expectedMin = 5;

/** How many of an audience, of a base, and of those in both. */
export type Shared = { readonly audience: number; readonly base: number; readonly both: number };

/** What is counted of a facet: of whom it is known, and who has each value. */
export type FacetCounts = Pick<Facet, 'dimension' | 'isRanked'> & {
  readonly known: Shared;
  readonly values: ReadonlyMap<string, Shared>;
};

export function countFacet(
  { dimension, isRanked, known, values }: Facet,
  audience: PeopleSet,
  base: PeopleSet,
): FacetCounts {
  const both = audience.and(base);
  const shared = (people: PeopleSet): Shared => {
    const ofAudience = people.sharedWith(audience);
    // Most audiences are a part of their base, so that those in both are counted already.
    const ofBoth = both.size === audience.size ? ofAudience : people.sharedWith(both);
    return { audience: ofAudience, base: people.sharedWith(base), both: ofBoth };
  };
  const counted = new Map([...values].map(([value, people]) => [value, shared(people)]));
  return { dimension, isRanked, known: shared(known), values: counted };
}

/** An audience beside a base, by what was counted of a dimension. */
export function portraitOf(
  { dimension, known, values, isRanked }: FacetCounts,
  smallest: number,
): PortraitFacet {
  const counts = { dimension, known: known.audience, baseKnown: known.base };
  if (known.audience < smallest || known.base < smallest) return { ...counts, isShown: false, values: [] };
  const compared = [...values].map(([value, sharing]) => compare(value, known, sharing));
  return { ...counts, isShown: true, values: isRanked ? ranked(compared) : compared };
}

const ranked = (values: readonly FacetValue[]) =>
  values
    .filter(({ people, basePeople }) => people + basePeople > 0)
    .toSorted(
      (one, other) =>
        other.people - one.people || other.basePeople - one.basePeople || (one.value < other.value ? -1 : 1),
    )
    .slice(0, valuesMax);

type Count = { readonly people: number; readonly sharing: number };

function compare(value: string, known: Shared, sharing: Shared): FacetValue {
  const count = (group: keyof Shared): Count => ({ people: known[group], sharing: sharing[group] });
  const [audience, base, both] = [count('audience'), count('base'), count('both')];
  const only = (group: Count): Count => ({
    people: group.people - both.people,
    sharing: group.sharing - both.sharing,
  });
  const share = audience.people === 0 ? null : audience.sharing / audience.people;
  const baseShare = base.people === 0 ? null : base.sharing / base.people;
  const found = overlappingShareRatio(both, only(audience), only(base));
  const tgi =
    share === null || baseShare === null || baseShare === 0 || found === null
      ? null
      : withinInterval((share / baseShare) * 100, found.low * 100, found.high * 100);
  const expected = audience.people * (baseShare ?? 0);
  return {
    value,
    people: audience.sharing,
    basePeople: base.sharing,
    share,
    baseShare,
    tgi,
    isSure: tgi !== null && (tgi.low > 100 || tgi.high < 100),
    isFew: base.sharing < basePeopleMin || expected < expectedMin,
  };
}

/** Half a person more moves the interval of very few people past what was counted; it holds that as well. */
const withinInterval = (value: number, low: number, high: number) => ({
  value,
  low: Math.min(low, value),
  high: Math.max(high, value),
});
