import {
  comparedActions,
  comparedCarriers,
  countedFeatures,
  dayparts,
  type LookAlikeFeature,
  type sharedFeatures,
} from './look-alike-contract.ts';

export type Feature = Pick<LookAlikeFeature, 'of' | 'value'>;
export type SharedKind = (typeof sharedFeatures)[number];
export type CountedKind = (typeof countedFeatures)[number];

/** Behaviour of the last local days, purchases of the last year: further back says little of whom somebody is like now. */
export const behaviourDays = 90;
export const purchaseDays = 365;
/** Categories of each kind that are compared, the most frequent. */
export const categoriesMax = 20;

export type Categories = {
  readonly category: readonly string[];
  readonly content_category: readonly string[];
};

export const isShared = (feature: Feature): feature is { readonly of: SharedKind; readonly value: string } =>
  !(countedFeatures as readonly string[]).includes(feature.of);

/** All features in their order; an organisation differs from another by its categories only. */
export function featuresOf({ category, content_category }: Categories): Feature[] {
  const each = (of: Feature['of'], values: readonly string[]) => values.map((value) => ({ of, value }));
  return [
    ...countedFeatures.map((of) => ({ of, value: '' })),
    ...each('action', comparedActions),
    ...each('carrier', comparedCarriers),
    ...each('daypart', dayparts),
    ...each('category', category),
    ...each('content_category', content_category),
  ];
}

/** What the store counts of one person. */
export type Counts = {
  readonly person: number;
  /** What shares are of. */
  readonly all: Readonly<Record<SharedKind, number>>;
  readonly counted: Readonly<Record<CountedKind, number>>;
  /** Of each shared feature, in their order. */
  readonly shared: readonly number[];
};

/** The measures of one person in the order of the features: shares, counts and days as they are. */
export function measuresOf(features: readonly Feature[], { all, counted, shared }: Counts): Float64Array {
  let next = 0;
  return Float64Array.from(features, (feature) => {
    if (!isShared(feature)) return counted[feature.of as CountedKind];
    const of = all[feature.of];
    const times = shared[next++] ?? 0;
    return of === 0 ? 0 : times / of;
  });
}

/** As they are compared: counts and days by their logarithm. */
export const compared = (features: readonly Feature[], measures: Float64Array): Float64Array =>
  measures.map((measure, place) => (isShared(features[place] as Feature) ? measure : Math.log1p(measure)));
