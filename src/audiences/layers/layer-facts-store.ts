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

/**
 * A checksum for each local day over the facts that layers are made of: who, what and when. It changes where a fact
 * arrives late, goes away, or turns out to be somebody else's, and stays where an order is only shipped or refunded.
 */
export async function printFacts(
  columnar: Columnar,
  organizationId: OrganizationId,
  zone: string,
): Promise<readonly { readonly day: string; readonly print: bigint }[]> {
  const { rows } = await columnar.query<{ day: string; print: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(day) AS day, toString(sum(hash)) AS print FROM (
          SELECT toDate(at, {zone:String}) AS day, cityHash64(event_id, event, person, at, brand_id, shop_id) AS hash
          FROM $events WHERE person != 0
          UNION ALL
          SELECT toDate(paid_at, {zone:String}), cityHash64(line_id, buyer, paid_at, brand_id, shop_id)
          FROM $order_lines WHERE buyer != 0)
        GROUP BY day ORDER BY day`,
      params: { zone },
    },
  );
  return rows.map(({ day, print }) => ({ day, print: BigInt(print) }));
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
