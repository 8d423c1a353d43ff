import type { FeedItem, FeedPage } from '#traffic/contract';
import { request } from '../../ui/api/request.ts';

/** The feed of this tab: it stays while other pages are looked at, and is gone on a reload. */
export type FeedState = {
  readonly items: readonly FeedItem[];
  readonly index: number;
  readonly exhausted: boolean;
  readonly loading: boolean;
  readonly error: unknown;
};

const pageSize = 6;
/** More are asked for when so few are left ahead. */
const aheadMin = 3;

let state: FeedState = { items: [], index: 0, exhausted: false, loading: false, error: null };
const listeners = new Set<() => void>();
/** Which feed of this tab it is: what was asked for an earlier one comes too late. */
let generation = 0;

export const readFeed = (): FeedState => state;
export function listenToFeed(tellIt: () => void): () => void {
  listeners.add(tellIt);
  return () => listeners.delete(tellIt);
}

function become(change: Partial<FeedState>): void {
  state = { ...state, ...change };
  for (const tellIt of listeners) tellIt();
}

/** Begins a feed, at a video where one was shared. */
export function beginFeed(around: string | null): void {
  const first = state.items[state.index]?.video.id;
  if (around === null ? state.items.length > 0 : first === around) return;
  generation++;
  become({ items: [], index: 0, exhausted: false, loading: false, error: null });
  void more({ around });
}

export function goTo(index: number): void {
  if (index === state.index) return;
  become({ index });
  if (!state.exhausted && state.items.length - index <= aheadMin) void more({});
}

/** Once everything was seen: what was seen longest ago comes again. */
export const seeAgain = (): Promise<void> => more({ again: true });
export const tryAgain = (): Promise<void> => more({});
/** At the end of the feed: something may have been published meanwhile. Nothing is said when nothing was. */
export const lookForNew = (): Promise<void> => more({ quietly: true });

type Asked = { readonly around?: string | null; readonly again?: boolean; readonly quietly?: boolean };

async function more({ around = null, again = false, quietly = false }: Asked): Promise<void> {
  if (state.loading) return;
  if (!quietly) become({ loading: true, error: null });
  const asked = generation;
  const ahead = state.items.slice(Math.max(0, state.index - 1)).map(({ video }) => video.id);
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (around) query.set('around', around);
  if (again) query.set('again', 'true');
  if (state.items.length === 0) query.set('begins', 'true');
  if (ahead.length > 0) query.set('have', ahead.slice(-20).join(','));
  try {
    const page = await request<FeedPage>(`/api/storefront/feed?${query}`);
    if (asked !== generation || (quietly && page.items.length === 0)) return;
    become({
      items: [...state.items, ...page.items],
      exhausted: page.exhausted && !again,
      ...(quietly ? {} : { loading: false }),
    });
  } catch (error) {
    if (!quietly && asked === generation) become({ loading: false, error });
  }
}

/** Keeps what this screen knows of a video true after the shopper did something. */
export function changeVideo(id: string, change: (item: FeedItem) => FeedItem): void {
  become({ items: state.items.map((item) => (item.video.id === id ? change(item) : item)) });
}
