/** Two persons turn out to be one: `from` was used before, `into` stays. */
export type MergeRequest = {
  readonly from: number;
  readonly into: number;
  readonly reason: 'identify' | 'alias';
};

export type Merge = {
  readonly person: number;
  readonly canonical: number;
  readonly reason: MergeRequest['reason'];
};

/**
 * What requests change, given the merges so far (person → canonical, always one hop). A person who was merged
 * before stays where it is: a shared device that a second user signs in on must not make two users one.
 */
export function planMerges(
  merged: ReadonlyMap<number, number>,
  requests: readonly MergeRequest[],
): { readonly merges: Merge[]; readonly canonicalOf: (person: number) => number } {
  const planned = new Map(merged);
  const reasons = new Map<number, MergeRequest['reason']>();
  const canonicalOf = (person: number) => planned.get(person) ?? person;
  for (const { from, into, reason } of requests) {
    const target = canonicalOf(into);
    if (planned.has(from) || target === from) continue;
    planned.set(from, target);
    reasons.set(from, reason);
    // Whoever had been merged into `from` moves on with it, so that one hop is enough to read.
    for (const [person, canonical] of planned) {
      if (canonical !== from) continue;
      planned.set(person, target);
      reasons.set(person, reasons.get(person) ?? reason);
    }
  }
  const merges = [...reasons].map(([person, reason]) => ({ person, canonical: canonicalOf(person), reason }));
  return { merges, canonicalOf };
}
