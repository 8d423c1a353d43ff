import { PeopleSet } from '#platform/people-sets';

/** People who stood in `from` on the first day and in `to` on the second; null is not known on that day. */
export type Move = {
  readonly from: string | null;
  readonly to: string | null;
  readonly people: number;
  /** 流转率: of those who stood in `from`, the share that stands in `to`; null where nobody was there to move. */
  readonly rate: number | null;
};

export type Flow = {
  readonly moves: readonly Move[];
  /** 关系加深率: of everybody known on the first day, the share that stands closer on the second. */
  readonly deepened: { readonly people: number; readonly of: number; readonly rate: number | null };
};

type Sets = ReadonlyMap<string, PeopleSet>;

/**
 * How everybody went from one day's layers to another's. `order` is from the farthest layer to the closest. Whoever was
 * known on one of the days only is shown apart, so people in are people out: the moves from a layer add up to it on the
 * first day, the moves into one add up to it on the second.
 */
export function flowBetween(order: readonly string[], before: Sets, after: Sets): Flow {
  const at = (sets: Sets, layer: string) => sets.get(layer) ?? PeopleSet.none;
  const knownBefore = PeopleSet.anyOf(order.map((layer) => at(before, layer)));
  const knownAfter = PeopleSet.anyOf(order.map((layer) => at(after, layer)));
  const moves: Move[] = [];
  let deepened = 0;
  const add = (from: string | null, to: string | null, people: number, of: number | null) => {
    if (people > 0) moves.push({ from, to, people, rate: of === null || of === 0 ? null : people / of });
  };
  for (const [rank, from] of order.entries()) {
    const left = at(before, from);
    for (const [place, to] of order.entries()) {
      const people = left.sharedWith(at(after, to));
      add(from, to, people, left.size);
      if (place > rank) deepened += people;
    }
    add(from, null, left.without(knownAfter).size, left.size);
  }
  for (const to of order) add(null, to, at(after, to).without(knownBefore).size, null);
  const of = knownBefore.size;
  return { moves, deepened: { people: deepened, of, rate: of === 0 ? null : deepened / of } };
}
