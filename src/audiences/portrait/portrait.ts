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

/** An audience beside a base, dimension by dimension. */
export function portraitOf(
  facet: Facet,
  audience: PeopleSet,
  base: PeopleSet,
  smallest: number,
): PortraitFacet {
  const [known, baseKnown] = [facet.known.and(audience), facet.known.and(base)];
  const { dimension } = facet;
  const counts = { dimension, known: known.size, baseKnown: baseKnown.size };
  if (known.size < smallest || baseKnown.size < smallest) return { ...counts, isShown: false, values: [] };
  const both = known.and(baseKnown);
  const count = (group: PeopleSet, people: PeopleSet): Count => ({
    people: group.size,
    sharing: people.sharedWith(group),
  });
  const values = [...facet.values].map(([value, people]) => {
    const ofAudience = count(known, people);
    // Most audiences are a part of their base, so that those in both are counted already.
    const ofBoth = both.size === known.size ? ofAudience : count(both, people);
    return compare(value, { audience: ofAudience, base: count(baseKnown, people), both: ofBoth });
  });
  return { ...counts, isShown: true, values: facet.isRanked ? ranked(values) : values };
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

function compare(
  value: string,
  { audience, base, both }: { readonly audience: Count; readonly base: Count; readonly both: Count },
): FacetValue {
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
