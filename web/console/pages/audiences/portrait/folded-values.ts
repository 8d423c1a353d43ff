import type { FacetValue } from './use-portrait.ts';

const shownAtFirst = 10;

/** The values that most people have, of the audience or of the base, in the order in which they stand. */
export function foldedValues<Value extends Pick<FacetValue, 'share' | 'baseShare'>>(
  values: readonly Value[],
): readonly Value[] {
  // One more row costs no more room than the button that would hide it.
  if (values.length <= shownAtFirst + 1) return values;
  const weight = ({ share, baseShare }: Value) => Math.max(share ?? 0, baseShare ?? 0);
  const most = new Set(values.toSorted((one, other) => weight(other) - weight(one)).slice(0, shownAtFirst));
  return values.filter((value) => most.has(value));
}
