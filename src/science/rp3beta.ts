/**
 * RP3beta (Paudel, Christoffel, Newell, Bernstein 2017, "Updatable, accurate, diverse, and scalable
 * recommendations for interactive applications"): a random walk item → person → item, whose steps are raised to
 * `alpha` and whose end is divided by its popularity to the `beta`. Simple, quick, and with the right normalisation
 * as good as learned embeddings in its class.
 */

/** Pairs of dense person and item numbers; repeats of a pair are one. */
export type Interactions = {
  readonly persons: Uint32Array;
  readonly items: Uint32Array;
  readonly personCount: number;
  readonly itemCount: number;
};

export type Rp3betaOptions = {
  readonly alpha: number;
  readonly beta: number;
  /** Neighbours kept of each item. */
  readonly neighboursMax: number;
  /** Of a person with more, only so many are walked: the most recent, which come last. */
  readonly itemsOfPersonMax: number;
};

/** The nearest items of each item, best first: those of item `i` lie at `[i * width, i * width + counts[i])`. */
export type Neighbours = {
  readonly width: number;
  readonly counts: Uint16Array;
  readonly items: Uint32Array;
  readonly weights: Float32Array;
};

export const defaultOptions: Rp3betaOptions = {
  alpha: 0.7,
  beta: 0.3,
  neighboursMax: 100,
  itemsOfPersonMax: 200,
};

export function fitRp3beta(interactions: Interactions, options = defaultOptions): Neighbours {
  const byPerson = grouped(
    interactions.persons,
    interactions.items,
    interactions.personCount,
    options.itemsOfPersonMax,
  );
  const byItem = turned(byPerson, interactions.itemCount);
  const { alpha, beta, neighboursMax } = options;
  const { itemCount } = interactions;
  const width = Math.min(neighboursMax, Math.max(1, itemCount - 1));
  const neighbours: Neighbours = {
    width,
    counts: new Uint16Array(itemCount),
    items: new Uint32Array(itemCount * width),
    weights: new Float32Array(itemCount * width),
  };
  const degree = (groups: Groups, at: number) => (groups.starts[at + 1] ?? 0) - (groups.starts[at] ?? 0);
  const weight = new Float64Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    const walked: number[] = [];
    const out = degree(byItem, item) ** -alpha;
    for (let place = byItem.starts[item] ?? 0; place < (byItem.starts[item + 1] ?? 0); place++) {
      const person = byItem.members[place] as number;
      const step = out * degree(byPerson, person) ** -alpha;
      for (let at = byPerson.starts[person] ?? 0; at < (byPerson.starts[person + 1] ?? 0); at++) {
        const other = byPerson.members[at] as number;
        if (other === item) continue;
        if (weight[other] === 0) walked.push(other);
        weight[other] = (weight[other] as number) + step;
      }
    }
    for (const other of walked) weight[other] = (weight[other] as number) / degree(byItem, other) ** beta;
    walked.sort((one, two) => (weight[two] as number) - (weight[one] as number) || one - two);
    const kept = Math.min(width, walked.length);
    neighbours.counts[item] = kept;
    for (let rank = 0; rank < kept; rank++) {
      const other = walked[rank] as number;
      neighbours.items[item * width + rank] = other;
      neighbours.weights[item * width + rank] = weight[other] as number;
    }
    for (const other of walked) weight[other] = 0;
  }
  return neighbours;
}

/** Members by group, in one array: those of group `g` lie at `[starts[g], starts[g + 1])`. */
type Groups = { readonly starts: Uint32Array; readonly members: Uint32Array };

/** The distinct items of each person, the last `membersMax` of them, in the order of their last coming. */
function grouped(persons: Uint32Array, items: Uint32Array, personCount: number, membersMax: number): Groups {
  const kept: number[][] = Array.from({ length: personCount }, () => []);
  const seen = new Set<number>();
  // Backwards, so that of a repeat the latest counts and the most recent are kept.
  for (let place = persons.length - 1; place >= 0; place--) {
    const person = persons[place] as number;
    const item = items[place] as number;
    const pair = person * 2 ** 26 + item;
    const own = kept[person];
    if (!own || own.length >= membersMax || seen.has(pair)) continue;
    seen.add(pair);
    own.push(item);
  }
  return flattened(kept.map((own) => own.reverse()));
}

/** The same pairs, by item. */
function turned(byPerson: Groups, itemCount: number): Groups {
  const members: number[][] = Array.from({ length: itemCount }, () => []);
  for (let person = 0; person + 1 < byPerson.starts.length; person++)
    for (let at = byPerson.starts[person] ?? 0; at < (byPerson.starts[person + 1] ?? 0); at++)
      members[byPerson.members[at] as number]?.push(person);
  return flattened(members);
}

function flattened(lists: readonly (readonly number[])[]): Groups {
  const starts = new Uint32Array(lists.length + 1);
  for (const [place, list] of lists.entries()) starts[place + 1] = (starts[place] as number) + list.length;
  const members = new Uint32Array(starts[lists.length] ?? 0);
  for (const [place, list] of lists.entries()) members.set(list, starts[place]);
  return { starts, members };
}
