import type { Api } from './api.ts';

/** Every item of a list, page after page. */
export async function allOf<Item>(api: Api, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const page: { items: Item[]; nextCursor: string | null } = await api.get(
      `${path}${path.includes('?') ? '&' : '?'}${query}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
