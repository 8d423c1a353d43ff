import type { Columnar } from '#platform/columnar';
import type { Asked } from './condition-kind.ts';

export type Choice = { readonly value: string; readonly times: number };

const columns = { category: 'category', platform: 'platform', event: 'event' } as const;
const ofContent = `event IN ('Content Played', 'Content Liked', 'Live Entered')`;
const ofProducts = `event IN ('Product Viewed', 'Product Clicked', 'Product Added')`;

/** Values that occurred in the last ninety days, the most frequent first: what a builder offers to pick from. */
export async function readChoices(columnar: Columnar, asked: Asked) {
  const from = new Date(asked.nowMs - 90 * 86_400_000).toISOString().slice(0, 10);
  const of = async (column: keyof typeof columns, condition = '1'): Promise<Choice[]> => {
    const { rows } = await columnar.query<{ value: string; times: number }>(
      { kind: 'organization', organizationId: asked.organizationId },
      {
        // As written: what is offered does not depend on repeats.
        sql: `SELECT toString(${columns[column]}) AS value, count() AS times FROM $$events
          WHERE day >= {from:Date} AND value != '' AND ${condition} GROUP BY value ORDER BY times DESC, value LIMIT 200`,
        params: { from },
        ...(asked.signal ? { signal: asked.signal } : {}),
      },
    );
    return rows;
  };
  const [productCategories, contentCategories, platforms, events] = await Promise.all([
    of('category', ofProducts),
    of('category', ofContent),
    of('platform'),
    of('event'),
  ]);
  return { productCategories, contentCategories, platforms, events };
}
