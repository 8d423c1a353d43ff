import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from './request.ts';

export type PageOf<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

type Options<Item> = {
  readonly enabled?: boolean;
  /** How soon it is asked again, which may depend on what is loaded. */
  readonly refetchMs?: number | false | ((items: readonly Item[]) => number | false);
  /** How long what is known answers by itself; as everywhere if not said. */
  readonly staleMs?: number;
};

/** A cursor-paged list of the API: what is loaded so far, and how to load more. */
export function usePages<Item, Page extends PageOf<Item> = PageOf<Item>>(
  key: readonly unknown[],
  path: string,
  { enabled = true, refetchMs = false, staleMs }: Options<Item> = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    enabled,
    refetchInterval:
      typeof refetchMs === 'function'
        ? ({ state }) => refetchMs(state.data?.pages.flatMap(({ items }) => items) ?? [])
        : refetchMs,
    ...(staleMs === undefined ? {} : { staleTime: staleMs }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
    queryFn: ({ pageParam, signal }) => request<Page>(withCursor(path, pageParam), { signal }),
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items),
    first: query.data?.pages[0],
    error: query.error,
    refetch: query.refetch,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    moreLoading: query.isFetchingNextPage,
  };
}

/** All items of a list, page after page, for lists that are short by nature. */
export async function allPages<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<Item> = await request<PageOf<Item>>(withCursor(path, cursor), { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export function withCursor(path: string, cursor: string | null): string {
  if (cursor === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}

/** A path with the parameters that have a value. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
