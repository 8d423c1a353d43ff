import { BestOf } from '#science/best-of';
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

/** The videos that are worth most to whoever is shown them, over all and within each category, best first. */
export function rankPopular(
  signals: ReadonlyMap<string, Signals>,
  categoryOf: (videoId: string) => string | null | undefined,
  nowMs: number,
): Pick<ItemKnowledge, 'popular' | 'popularIn'> {
  const popular = new BestOf<string>(popularMax);
  const popularIn = new Map<string, BestOf<string>>();
  for (const [id, own] of signals) {
    const category = categoryOf(id);
    // Not on the shelf any more.
    if (category === undefined) continue;
    const value = signalsValue(own, nowMs);
    popular.offer(id, value);
    if (category === null) continue;
    const inCategory = popularIn.get(category) ?? new BestOf<string>(popularInMax);
    inCategory.offer(id, value);
    popularIn.set(category, inCategory);
  }
  return {
    popular: popular.best(),
    popularIn: new Map([...popularIn].map(([category, best]) => [category, best.best()])),
  };
}
