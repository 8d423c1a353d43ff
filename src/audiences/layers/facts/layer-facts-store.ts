import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { peopleState } from '#platform/people-sets';
import { layerPeriods } from '../../rules/rule.ts';
import { type LayerView, type Reach, reachOf } from '../layer.ts';
import { layersSql } from './layer-facts.ts';

export type GatheredLayer = {
  readonly holder: string;
  readonly view: LayerView;
  readonly period: number;
  readonly layer: string;
  readonly persons: number;
  readonly people: string;
};

/** The instants of a reach under the names that the statement knows them by. */
function timesOf(reach: Reach): Readonly<Record<string, number>> {
  const times: Record<string, number> = {
    end: reach.endMs,
    month: reach.monthMs,
    quarter: reach.quarterMs,
    year: reach.yearMs,
  };
  for (const { days, fromMs, beforeMs } of reach.periods) {
    times[`from_${days}`] = fromMs;
    times[`before_${days}`] = beforeMs;
  }
  return times;
}

const questionOf = (reach: Reach, zone: string) => ({
  sql: layersSql(layerPeriods, peopleState),
  params: { zone, ...timesOf(reach) },
});

/** Everybody known by the end of the day, by holder, cut and layer; layers without people are left out. */
export async function gatherLayers(
  columnar: Columnar,
  organizationId: OrganizationId,
  reach: Reach,
  zone: string,
): Promise<readonly GatheredLayer[]> {
  const { rows } = await columnar.query<GatheredLayer>(
    { kind: 'organization', organizationId },
    questionOf(reach, zone),
  );
  return rows;
}

/**
 * The same of those in some buckets of people, for several days in ascending order, by day. The facts are read once,
 * whatever the number of days; but what is made of them takes memory for each day.
 */
export async function gatherLayersOf(
  columnar: Columnar,
  organizationId: OrganizationId,
  buckets: readonly number[],
  days: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, readonly GatheredLayer[]>> {
  if (buckets.length === 0) return new Map();
  const reaches = days.map((day) => reachOf(day, zone));
  const params: Record<string, unknown> = { zone, buckets };
  for (const name of Object.keys(timesOf(reachOf(days[0] ?? '', zone))))
    params[name] = reaches.map((reach) => timesOf(reach)[name]);
  const { rows } = await columnar.query<GatheredLayer & { nth: number }>(
    { kind: 'organization', organizationId },
    { sql: layersSql(layerPeriods, peopleState, 'some'), params },
  );
  const found = Map.groupBy(rows, ({ nth }) => days[nth - 1]);
  return new Map(days.map((day) => [day, found.get(day) ?? []]));
}

/** The statement behind a day, with its parameters, for whoever asks what a number is made of. */
export function explainLayers(reach: Reach, zone: string): string {
  const { sql, params } = questionOf(reach, zone);
  return `${sql}\n${Object.entries(params)
    .map(([name, value]) => `-- {${name}} = ${JSON.stringify(value)}`)
    .join('\n')}`;
}

/** How much there is of an organisation, and what is another text where anything arrived or was said or changed. */
export type Pulse = { readonly facts: number; readonly pulse: string; readonly said: string };

/** What tells that anything at all arrived or changed: cheap, for every organisation at once. */
export async function pulseOfFacts(columnar: Columnar): Promise<ReadonlyMap<OrganizationId, Pulse>> {
  const { rows } = await columnar.query<Pulse & { organization: OrganizationId }>(
    { kind: 'market' },
    {
      sql: `WITH (SELECT toString(max(version)) FROM $$person_merges) AS merged
        SELECT toString(organization_id) AS organization, concat(merged, ' ', max(events), ' ', max(orders)) AS pulse,
          max(attributes) AS said, sum(times) AS facts FROM (
          SELECT organization_id, toString(max(received_at)) AS events, '' AS orders, '' AS attributes, count() AS times
          FROM $$events GROUP BY organization_id
          UNION ALL
          SELECT organization_id, '', toString(max(version)), '', count() FROM $$order_lines GROUP BY organization_id
          UNION ALL
          SELECT organization_id, '', '', toString(max(version)), 0 FROM $$person_attributes GROUP BY organization_id)
        GROUP BY organization_id`,
    },
  );
  return new Map(rows.map(({ organization, ...pulse }) => [organization, pulse]));
}
