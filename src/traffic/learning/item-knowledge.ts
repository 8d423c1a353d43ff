import { signalsValue } from './popularity.ts';
import type { Signals } from './signals.ts';

export type Neighbour = { readonly id: string; readonly weight: number };

/** What the feed has learned of videos; read by every request, replaced as a whole by learning. */
export type ItemKnowledge = {
  readonly signalsOf: (videoId: string) => Signals | undefined;
  /** Ids of the most wanted videos, best first. */
  readonly popular: readonly string[];
  readonly popularIn: ReadonlyMap<string, readonly string[]>;
  /** Videos seen by the same people, nearest first. */
  readonly neighboursOf: (videoId: string) => readonly Neighbour[];
};

export const nothingKnown: ItemKnowledge = {
  signalsOf: () => undefined,
  popular: [],
  popularIn: new Map(),
  neighboursOf: () => [],
};

const popularMax = 400;
const popularInMax = 150;

/** Orders videos by what they are worth to whoever is shown them, over all and within each category. */
export function rankPopular(
  signals: ReadonlyMap<string, Signals>,
  categoryOf: (videoId: string) => string | null | undefined,
  nowMs: number,
): Pick<ItemKnowledge, 'popular' | 'popularIn'> {
  const valued = [...signals]
    // Undefined: not on the shelf any more.
    .flatMap(([id, own]) => {
      const category = categoryOf(id);
      return category === undefined ? [] : [{ id, category, value: signalsValue(own, nowMs) }];
    })
    .sort((one, other) => other.value - one.value);
  const popularIn = new Map<string, string[]>();
  for (const { id, category } of valued) {
    if (category === null) continue;
    const own = popularIn.get(category) ?? [];
    if (own.length < popularInMax) own.push(id);
    popularIn.set(category, own);
  }
  return { popular: valued.slice(0, popularMax).map(({ id }) => id), popularIn };
}
