import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';

/** Of which facts the organisation has none at all: without events nobody is seen, without orders nobody bought. */
export async function lacksOf(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<('events' | 'orders')[]> {
  const { rows } = await columnar.query<{ events: number; orders: number }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT (SELECT count() FROM (SELECT 1 FROM $$events LIMIT 1)) AS events,
        (SELECT count() FROM (SELECT 1 FROM $$order_lines LIMIT 1)) AS orders`,
    },
  );
  const { events = 0, orders = 0 } = rows[0] ?? {};
  return [...(events === 0 ? (['events'] as const) : []), ...(orders === 0 ? (['orders'] as const) : [])];
}
