import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { metricsFrom, recordRestatement, registerMetrics, visitorMetrics } from '#metrics';
import type { Trx } from '#platform/records';
import { shopMetrics } from '../../metrics/index.ts';

const metricIds = metricsFrom(registerMetrics(visitorMetrics, shopMetrics), 'events');

/**
 * Remembers the days before today whose numbers an import of events changed after they could already be seen:
 * where somebody was known to the organisation, or had bought, before the file came.
 */
export async function restateAfterEventImport(
  trx: Trx,
  organizationId: OrganizationId,
  importId: string,
): Promise<void> {
  const { rows } = await sql<{ from_day: string; to_day: string; file_name: string }>`
    WITH span AS (
      SELECT i.file_name, i.created_at, (i.events_from AT TIME ZONE o.zone)::date AS from_day,
        (i.events_to AT TIME ZONE o.zone)::date AS to_day, (now() AT TIME ZONE o.zone)::date - 1 AS yesterday
      FROM imports i JOIN organizations o ON o.id = i.organization_id WHERE i.id = ${importId}
    )
    SELECT file_name, from_day::text, least(to_day, yesterday)::text AS to_day FROM span
    WHERE from_day <= yesterday AND (
      EXISTS (SELECT 1 FROM person_identities known
        WHERE known.namespace = ${organizationId} AND known.created_at < span.created_at)
      OR EXISTS (SELECT 1 FROM orders))`.execute(trx);
  const [found] = rows;
  if (!found) return;
  await recordRestatement(trx, organizationId, {
    metrics: metricIds,
    fromDay: found.from_day,
    toDay: found.to_day,
    reason: `Import: ${found.file_name}`,
  });
}
