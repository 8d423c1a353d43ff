import { BestOf } from '#science/best-of';
import type { Interactions, Neighbours } from '#science/rp3beta';
import type { Shelf } from '../feed/feed-video.ts';
import type { ItemKnowledge } from './item-knowledge.ts';
import type { Watching } from './signals-store.ts';

/** Dense numbers for people and videos, so that fitting works on typed arrays. */
export type Numbered = { readonly interactions: Interactions; readonly videos: readonly string[] };

export function numbered(watching: readonly Watching[]): Numbered {
  const persons = new Map<number, number>();
  const videos = new Map<string, number>();
  const numberIn = <Key>(numbers: Map<Key, number>, key: Key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const of = {
    persons: new Uint32Array(watching.length),
    items: new Uint32Array(watching.length),
  };
  for (const [place, { person, video }] of watching.entries()) {
    of.persons[place] = numberIn(persons, person);
    of.items[place] = numberIn(videos, video);
  }
  return {
    interactions: { ...of, personCount: persons.size, itemCount: videos.size },
    videos: [...videos.keys()],
  };
}

/** Of a video that is not on the shelf. */
const nowhere = -1;

/**
 * Finds the videos near some. Evidence is summed by dense numbers in one array that is used again and
 * again: twenty anchors have two thousand neighbours, and a page has no time for a map of them. A video that comes to
 * the shelf later is near nothing until neighbours are fitted again.
 */
export function nearestVideos(
  videos: readonly string[],
  neighbours: Neighbours,
  shelf: Pick<Shelf, 'find'>,
): ItemKnowledge['nearest'] {
  const itemOf = new Map(videos.map((id, item) => [id, item]));
  const numbers = Int32Array.from(videos, (id) => shelf.find(id)?.number ?? nowhere);
  const sums = new Float64Array(videos.length);
  return (anchors, isWanted, max) => {
    const reached: number[] = [];
    for (const { id, liking } of anchors) {
      const item = itemOf.get(id);
      if (item === undefined) continue;
      const start = item * neighbours.width;
      const end = start + (neighbours.counts[item] ?? 0);
      for (let at = start; at < end; at++) {
        const other = neighbours.items[at] as number;
        if (sums[other] === 0) reached.push(other);
        sums[other] = (sums[other] as number) + (neighbours.weights[at] as number) * liking;
      }
    }
    const nearest = new BestOf<number>(max);
    for (const item of reached) {
      const sum = sums[item] as number;
      if (!nearest.takes(sum)) continue;
      const number = numbers[item] as number;
      if (number !== nowhere && isWanted(number)) nearest.offer(item, sum);
    }
    const found = nearest
      .best()
      .map((item) => ({ number: numbers[item] as number, weight: sums[item] as number }));
    for (const item of reached) sums[item] = 0;
    return found;
  };
}
