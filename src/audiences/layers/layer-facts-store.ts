import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { peopleState } from '#platform/people-sets';
import type { LayerView, Reach } from './layer.ts';
import { layersSql } from './layer-facts.ts';

export type GatheredLayer = {
  readonly holder: string;
  readonly view: LayerView;
  readonly period: number;
  readonly layer: string;
  readonly persons: number;
  readonly people: string;
};

function questionOf(reach: Reach, zone: string): { sql: string; params: Record<string, string | number> } {
  const params: Record<string, string | number> = {
    zone,
    end: reach.endMs,
    month: reach.monthMs,
    quarter: reach.quarterMs,
    year: reach.yearMs,
  };
  for (const { days, fromMs, beforeMs } of reach.periods) {
    params[`from_${days}`] = fromMs;
    params[`before_${days}`] = beforeMs;
  }
  return {
    sql: layersSql(
      reach.periods.map(({ days }) => days),
      peopleState,
    ),
    params,
  };
}

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

/** The statement behind a day, with its parameters, for whoever asks what a number is made of. */
export function explainLayers(reach: Reach, zone: string): string {
  const { sql, params } = questionOf(reach, zone);
  return `${sql}\n${Object.entries(params)
    .map(([name, value]) => `-- {${name}} = ${JSON.stringify(value)}`)
    .join('\n')}`;
}

/** What tells that anything at all arrived or changed: cheap, for every organisation at once. */
export async function pulseOfFacts(columnar: Columnar): Promise<ReadonlyMap<OrganizationId, string>> {
  const { rows } = await columnar.query<{ organization: OrganizationId; pulse: string }>(
    { kind: 'market' },
    {
      sql: `WITH (SELECT toString(max(version)) FROM $$person_merges) AS merged
        SELECT toString(organization_id) AS organization, concat(merged, ' ', max(events), ' ', max(orders)) AS pulse FROM (
          SELECT organization_id, toString(max(received_at)) AS events, '' AS orders FROM $$events GROUP BY organization_id
          UNION ALL
          SELECT organization_id, '', toString(max(version)) FROM $$order_lines GROUP BY organization_id)
        GROUP BY organization_id`,
    },
  );
  return new Map(rows.map(({ organization, pulse }) => [organization, pulse]));
}
