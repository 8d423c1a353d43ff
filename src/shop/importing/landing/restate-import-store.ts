import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { recordRestatement } from '#metrics';
import type { Trx } from '#platform/records';
import { shopMetrics } from '../../metrics/index.ts';

const metricIds = shopMetrics.map(({ id }) => id);

/**
 * Remembers the days before today whose numbers an import changed after they could already be seen: those of
 * its orders and refunds, where the organisation had orders from elsewhere before.
 */
export async function restateAfterImport(
  trx: Trx,
  organizationId: OrganizationId,
  importId: string,
): Promise<void> {
  const { rows } = await sql<{ from_day: string | null; to_day: string | null; file_name: string }>`
    WITH touched AS (
      SELECT paid_at AS at FROM orders WHERE import_id = ${importId} AND paid_at IS NOT NULL
      UNION ALL
      SELECT refunded_at FROM refunds WHERE import_id = ${importId}
    ), days AS (
      SELECT (at AT TIME ZONE o.zone)::date AS day, (now() AT TIME ZONE o.zone)::date AS today
      FROM touched, organizations o WHERE o.id = ${organizationId}
    )
    SELECT min(day)::text AS from_day, max(day)::text AS to_day,
      (SELECT file_name FROM imports WHERE id = ${importId}) AS file_name
    FROM days
    WHERE day < today AND EXISTS (SELECT 1 FROM orders WHERE import_id IS DISTINCT FROM ${importId})`.execute(
    trx,
  );
  const [found] = rows;
  if (!found?.from_day || !found.to_day) return;
  await recordRestatement(trx, organizationId, {
    metrics: metricIds,
    fromDay: found.from_day,
    toDay: found.to_day,
    reason: `Import: ${found.file_name}`,
  });
}
