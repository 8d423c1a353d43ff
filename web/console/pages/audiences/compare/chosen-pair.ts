import type { AudienceView } from '#audiences/contract';

/**
 * What the address names, filled up with the newest audiences that are large enough to be looked into at first, then
 * the largest of the others; undefined where there are too few.
 */
export function chosenPair(
  audiences: readonly Pick<AudienceView, 'id' | 'size'>[],
  smallest: number,
  askedA: string | undefined,
  askedB: string | undefined,
): readonly [string | undefined, string | undefined] {
  const weight = ({ size }: Pick<AudienceView, 'size'>) => Math.min(smallest, size ?? 0);
  // Sorting keeps the order of equals, which is from the newest to the oldest.
  const offered = audiences.toSorted((one, other) => weight(other) - weight(one));
  const a = askedA ?? offered.find(({ id }) => id !== askedB)?.id;
  const b = askedB ?? offered.find(({ id }) => id !== a)?.id;
  return [a, b];
}
