import { BestOf } from '#science/best-of';
import type { FeedVideo } from '../feed/feed-video.ts';
import { firstUsual, type Usual } from './signals.ts';
import { Standings } from './standings.ts';

/** A video, by its number, and how near it is. */
export type Neighbour = { readonly number: number; readonly weight: number };
/** A video that somebody liked, and how much. */
export type Anchor = { readonly id: string; readonly liking: number };

/** What the feed has learned of videos; read by every request, replaced as a whole by learning. */
export type ItemKnowledge = {
  /** As they were when there was news of a video, or a minute ago at most. */
  readonly standings: Pick<Standings, 'valueOf' | 'shownOf'>;
  /** What is usual in this market. */
  readonly usual: Usual;
  /** Numbers of the most wanted videos, best first; they may have gone from the shelf meanwhile. */
  readonly popular: readonly number[];
  readonly popularIn: ReadonlyMap<string, readonly number[]>;
  /**
   * Of the videos seen by the same people as these, those that are wanted, nearest first: the evidence of several
   * anchors adds up.
   */
  readonly nearest: (
    anchors: readonly Anchor[],
    isWanted: (number: number) => boolean,
    max: number,
  ) => readonly Neighbour[];
};

export const nothingKnown: ItemKnowledge = {
  standings: new Standings(),
  usual: firstUsual,
  popular: [],
  popularIn: new Map(),
  nearest: () => [],
};

const popularMax = 400;
const popularInMax = 150;

export type Popular = Pick<ItemKnowledge, 'popular' | 'popularIn'>;

/** The videos that are worth most to whoever is shown them, over all and within each category; each is offered once. */
export class Ranking {
  readonly #popular = new BestOf<number>(popularMax);
  readonly #popularIn = new Map<string, BestOf<number>>();

  offer({ number, category }: Pick<FeedVideo, 'number' | 'category'>, value: number): void {
    this.#popular.offer(number, value);
    if (category === null) return;
    const inCategory = this.#popularIn.get(category) ?? new BestOf<number>(popularInMax);
    inCategory.offer(number, value);
    this.#popularIn.set(category, inCategory);
  }

  best(): Popular {
    return {
      popular: this.#popular.best(),
      popularIn: new Map([...this.#popularIn].map(([category, best]) => [category, best.best()])),
    };
  }
}
