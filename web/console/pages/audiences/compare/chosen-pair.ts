import type { AudienceView } from '#audiences/contract';

/** What the address names, filled up with the newest audiences that have people; undefined where there are too few. */
export function chosenPair(
  audiences: readonly Pick<AudienceView, 'id' | 'size'>[],
  askedA: string | undefined,
  askedB: string | undefined,
): readonly [string | undefined, string | undefined] {
  const largestFirst = audiences.toSorted((one, other) => (other.size ?? 0) - (one.size ?? 0));
  const a = askedA ?? largestFirst.find(({ id }) => id !== askedB)?.id;
  const b = askedB ?? largestFirst.find(({ id }) => id !== a)?.id;
  return [a, b];
}
