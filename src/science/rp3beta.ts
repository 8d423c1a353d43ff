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

/** The nearest items of each item, best first, of equals the lower number: those of item `i` lie at `[i * width, i * width + counts[i])`. */
export type Neighbours = {
  readonly width: number;
  readonly counts: Uint16Array<ArrayBuffer>;
  readonly items: Uint32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
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
  const stepOf = powersOfDegrees(byPerson, -alpha);
  const outOf = powersOfDegrees(byItem, -alpha);
  const popularity = powersOfDegrees(byItem, beta);
  const weight = new Float64Array(itemCount);
  const walked = new Uint32Array(itemCount);
  const order = new BestFirst(itemCount);
  for (let item = 0; item < itemCount; item++) {
    let reached = 0;
    const out = outOf[item] as number;
    for (let place = byItem.starts[item] ?? 0; place < (byItem.starts[item + 1] ?? 0); place++) {
      const person = byItem.members[place] as number;
      const step = out * (stepOf[person] as number);
      for (let at = byPerson.starts[person] ?? 0; at < (byPerson.starts[person + 1] ?? 0); at++) {
        const other = byPerson.members[at] as number;
        if (other === item) continue;
        if (weight[other] === 0) walked[reached++] = other;
        weight[other] = (weight[other] as number) + step;
      }
    }
    for (let at = 0; at < reached; at++) {
      const other = walked[at] as number;
      order.offer(other, (weight[other] as number) / (popularity[other] as number));
      weight[other] = 0;
    }
    neighbours.counts[item] = order.take(width, neighbours, item * width);
  }
  return neighbours;
}

/** Each group's number of members, raised to a power: it is asked for once a walk, so it is raised once a group. */
const powersOfDegrees = ({ starts }: Groups, exponent: number): Float64Array =>
  Float64Array.from({ length: starts.length - 1 }, (_, group) => {
    return ((starts[group + 1] ?? 0) - (starts[group] ?? 0)) ** exponent;
  });

/** Room for an item in the lower bits of a sorting key: with the 32 bits of a weight it just fits a double. */
const itemsMax = 2 ** 21;

/**
 * Sorts items by weight, the heaviest first, of equal ones the lower number. Each is one number that holds both, for
 * the engine sorts numbers by itself ten times quicker than by a function of ours.
 */
class BestFirst {
  readonly #keys: Float64Array;
  readonly #weight = new Float32Array(1);
  /** The same bytes: positive floats are in the order of their bits. */
  readonly #bits = new Uint32Array(this.#weight.buffer);
  #count = 0;

  constructor(itemCount: number) {
    if (itemCount > itemsMax) throw new RangeError(`${itemCount} items are more than can be fitted at once.`);
    this.#keys = new Float64Array(itemCount);
  }

  /** `weight` is above 0. */
  offer(item: number, weight: number): void {
    this.#weight[0] = weight;
    this.#keys[this.#count++] = (2 ** 32 - 1 - (this.#bits[0] as number)) * itemsMax + item;
  }

  /** Writes the best of what was offered from `start` on and forgets all of it; answers how many they were. */
  take(max: number, { items, weights }: Pick<Neighbours, 'items' | 'weights'>, start: number): number {
    const sorted = this.#keys.subarray(0, this.#count).sort();
    const kept = Math.min(max, this.#count);
    for (let rank = 0; rank < kept; rank++) {
      const key = sorted[rank] as number;
      const bits = Math.floor(key / itemsMax);
      this.#bits[0] = 2 ** 32 - 1 - bits;
      items[start + rank] = key - bits * itemsMax;
      weights[start + rank] = this.#weight[0] as number;
    }
    this.#count = 0;
    return kept;
  }
}

/** Members by group, in one array: those of group `g` lie at `[starts[g], starts[g + 1])`. */
type Groups = { readonly starts: Uint32Array; readonly members: Uint32Array };

/** The distinct items of each person, the last `membersMax` of them, in the order of their last coming. */
function grouped(persons: Uint32Array, items: Uint32Array, personCount: number, membersMax: number): Groups {
  const counts = new Uint32Array(personCount);
  const isKept = new Uint8Array(persons.length);
  const seen = new Set<number>();
  // Backwards, so that of a repeat the latest counts and the most recent are kept.
  for (let place = persons.length - 1; place >= 0; place--) {
    const person = persons[place] as number;
    if (person >= personCount || (counts[person] as number) >= membersMax) continue;
    const pair = person * 2 ** 26 + (items[place] as number);
    if (seen.has(pair)) continue;
    seen.add(pair);
    isKept[place] = 1;
    counts[person] = (counts[person] as number) + 1;
  }
  const groups = emptyGroups(counts);
  const next = groups.starts.slice();
  for (let place = 0; place < persons.length; place++)
    if (isKept[place] === 1) addTo(groups, next, persons[place] as number, items[place] as number);
  return groups;
}

/** The same pairs, by item. */
function turned(byPerson: Groups, itemCount: number): Groups {
  const counts = new Uint32Array(itemCount);
  for (const item of byPerson.members) counts[item] = (counts[item] ?? 0) + 1;
  const groups = emptyGroups(counts);
  const next = groups.starts.slice();
  for (let person = 0; person + 1 < byPerson.starts.length; person++)
    for (let at = byPerson.starts[person] ?? 0; at < (byPerson.starts[person + 1] ?? 0); at++)
      addTo(groups, next, byPerson.members[at] as number, person);
  return groups;
}

function emptyGroups(counts: Uint32Array): Groups {
  const starts = new Uint32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++)
    starts[group + 1] = (starts[group] as number) + (counts[group] as number);
  return { starts, members: new Uint32Array(starts[counts.length] ?? 0) };
}

/** `next` says where each group's next member goes. */
function addTo({ members }: Groups, next: Uint32Array, group: number, member: number): void {
  const at = next[group] as number;
  members[at] = member;
  next[group] = at + 1;
}
