import { ok, type Result, refuse } from '#kernel/result';

/** 审核: whether the product may be shown to shoppers. */
export const reviews = ['unsubmitted', 'pending', 'passed', 'rejected', 'banned'] as const;
export type Review = (typeof reviews)[number];

/** 上下架: whether it is shown. */
export const shelves = ['online', 'offline', 'deleted'] as const;
export type ShelfState = (typeof shelves)[number];

/** Where a product stands. `saleStartsAtMs` 定时开售 is set only while it waits off the shelf for its hour. */
export type Standing = {
  readonly review: Review;
  readonly shelf: ShelfState;
  readonly saleStartsAtMs: number | null;
};

export const newStanding: Standing = { review: 'unsubmitted', shelf: 'offline', saleStartsAtMs: null };

/** What moves the review, and between which states. */
const reviewMoves = {
  submit: { unsubmitted: 'pending', rejected: 'pending' },
  pass: { pending: 'passed' },
  reject: { pending: 'rejected' },
  /** What was said about it was changed, so what the review said of it is void. */
  edit: {
    unsubmitted: 'unsubmitted',
    pending: 'unsubmitted',
    passed: 'unsubmitted',
    rejected: 'unsubmitted',
  },
  ban: { unsubmitted: 'banned', pending: 'banned', passed: 'banned', rejected: 'banned' },
  lift: { banned: 'unsubmitted' },
} as const satisfies Record<string, Partial<Record<Review, Review>>>;

/** What moves the shelf. Nothing is ever gone: orders refer to it, and a deletion can be taken back. */
const shelfMoves = {
  list: { offline: 'online' },
  unlist: { online: 'offline' },
  delete: { offline: 'deleted', online: 'deleted' },
  restore: { deleted: 'offline' },
} as const satisfies Record<string, Partial<Record<ShelfState, ShelfState>>>;

export type ReviewMove = keyof typeof reviewMoves;
export type ShelfMove = keyof typeof shelfMoves;
export type ProductMove = ReviewMove | ShelfMove | 'schedule' | 'unschedule' | 'start_sale';

const next = <State extends string>(table: Partial<Record<State, State>>, from: State): State | null =>
  table[from] ?? null;

/** How far ahead a sale may be set. */
export const scheduleDaysMax = 365;

/**
 * The standing after a move, or why it is refused. Only what passed its review is on the shelf or waits for its
 * hour; whatever takes a product off the shelf or voids its review also takes back the hour.
 */
export function move(
  from: Standing,
  what: ProductMove,
  at: { readonly nowMs: number; readonly saleStartsAtMs?: number },
): Result<Standing, { code: 'conflict' | 'unprocessable'; detail: string }> {
  if (from.shelf === 'deleted' && what !== 'restore' && what !== 'ban')
    return refuse('conflict', 'The product is deleted: restore it first.');
  switch (what) {
    case 'schedule': {
      if (from.review !== 'passed')
        return refuse('conflict', 'Only what passed its review can be put on sale.');
      if (from.shelf !== 'offline') return refuse('conflict', 'The product is on the shelf already.');
      const startsMs = at.saleStartsAtMs ?? Number.NaN;
      if (!(startsMs > at.nowMs && startsMs <= at.nowMs + scheduleDaysMax * 86_400_000))
        return refuse('unprocessable', `A sale starts in the future, within ${scheduleDaysMax} days.`);
      return ok({ ...from, saleStartsAtMs: startsMs });
    }
    case 'unschedule':
      return ok({ ...from, saleStartsAtMs: null });
    case 'start_sale':
      if (from.saleStartsAtMs === null || from.saleStartsAtMs > at.nowMs)
        return refuse('conflict', 'No sale of this product starts now.');
      return move({ ...from, saleStartsAtMs: null }, 'list', at);
    case 'list':
    case 'unlist':
    case 'delete':
    case 'restore': {
      const shelf = next<ShelfState>(shelfMoves[what], from.shelf);
      if (shelf === null) return refuse('conflict', `The product is ${from.shelf} already.`);
      if (shelf === 'online' && from.review !== 'passed')
        return refuse('conflict', 'Only what passed its review can be put on sale.');
      return ok({ ...from, shelf, saleStartsAtMs: null });
    }
    default: {
      const review = next<Review>(reviewMoves[what], from.review);
      if (review === null) return refuse('conflict', `The review of the product is ${from.review}.`);
      if (review === 'passed') return ok({ ...from, review });
      const shelf = from.shelf === 'online' ? 'offline' : from.shelf;
      return ok({ review, shelf, saleStartsAtMs: null });
    }
  }
}

/** Whether it may be bought now, or will be without anybody acting: what it says must then stand any review. */
export const isPromised = (standing: Standing): boolean =>
  standing.shelf === 'online' || standing.saleStartsAtMs !== null;
