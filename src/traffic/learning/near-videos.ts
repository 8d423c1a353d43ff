import type { Interactions, Neighbours } from '#science/rp3beta';
import type { Neighbour } from './item-knowledge.ts';
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

/** Looks neighbours up by the videos' own ids. */
export function neighbourLookUp(
  videos: readonly string[],
  neighbours: Neighbours,
): (videoId: string) => readonly Neighbour[] {
  const numberOf = new Map(videos.map((id, number) => [id, number]));
  return (videoId) => {
    const item = numberOf.get(videoId);
    if (item === undefined) return [];
    const start = item * neighbours.width;
    return Array.from({ length: neighbours.counts[item] ?? 0 }, (_, rank) => ({
      id: videos[neighbours.items[start + rank] ?? 0] ?? '',
      weight: neighbours.weights[start + rank] ?? 0,
    }));
  };
}
