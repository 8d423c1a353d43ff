import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';

export type SourceFigures = {
  readonly writeKeyId: string;
  readonly lastEventAt: string;
  readonly events24h: number;
  readonly events7d: number;
  readonly delayMs: number;
  readonly skewMs: number;
};

const iso = (expression: string) => `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;

/** What arrived through each key in seven days. Received, not happened: history that is loaded counts too. */
export async function sourceFigures(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<SourceFigures[]> {
  const { rows } = await columnar.query<SourceFigures>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(write_key_id) AS writeKeyId, ${iso('max(received_at)')} AS lastEventAt,
              countIf(received_at >= now() - INTERVAL 1 DAY) AS events24h,
              countIf(received_at >= now() - INTERVAL 7 DAY) AS events7d,
              quantileIf(0.5)(toFloat64(date_diff('millisecond', at, received_at)), received_at >= now() - INTERVAL 7 DAY) AS delayMs,
              quantileIf(0.5)(toFloat64(skew_ms), received_at >= now() - INTERVAL 7 DAY) AS skewMs
            FROM $events GROUP BY write_key_id`,
    },
  );
  return rows;
}

export async function refusedPerSource(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await columnar.query<{ writeKeyId: string; refused: number }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(write_key_id) AS writeKeyId, count() AS refused FROM $quarantined_events
            WHERE received_at >= now() - INTERVAL 7 DAY GROUP BY write_key_id`,
    },
  );
  return new Map(rows.map(({ writeKeyId, refused }) => [writeKeyId, refused]));
}

export type RecentRow = {
  readonly id: string;
  readonly messageId: string;
  readonly event: string;
  readonly at: string;
  readonly receivedAt: string;
  readonly skewMs: number;
  readonly writeKeyId: string;
  readonly person: number;
  readonly userId: string;
  readonly anonymousId: string;
  readonly carrier: string;
  readonly source: string;
  readonly accountType: string;
  readonly planId: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly properties: string;
};

/** Columns shown among the properties again, as the sender wrote them. */
const shownColumns = [
  'product_id',
  'sku',
  'category',
  'content_id',
  'room_id',
  'creator_id',
  'query',
  'session_id',
];

/** The newest arrivals: the debugger's list. Only the last days are looked at, or each glance would read all. */
export async function recentEvents(
  columnar: Columnar,
  organizationId: OrganizationId,
  filter: { readonly writeKeyId?: string; readonly event?: string; readonly limit: number },
): Promise<RecentRow[]> {
  const conditions = ['received_at >= now() - INTERVAL 7 DAY'];
  if (filter.writeKeyId !== undefined) conditions.push('write_key_id = {writeKeyId:UUID}');
  if (filter.event !== undefined) conditions.push('event = {event:String}');
  const { rows } = await columnar.query<RecentRow>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(event_id) AS id, message_id AS messageId, event, ${iso('e.at')} AS at,
              ${iso('e.received_at')} AS receivedAt, skew_ms AS skewMs, toString(write_key_id) AS writeKeyId, person,
              user_id AS userId, anonymous_id AS anonymousId, carrier, source, account_type AS accountType,
              plan_id AS planId, map(${shownColumns.map((name) => `'${name}', ${name}`).join(', ')}) AS columns, properties
            FROM $events AS e WHERE ${conditions.join(' AND ')}
            ORDER BY e.received_at DESC, e.event_id LIMIT {limit:UInt32}`,
      params: { ...filter },
    },
  );
  return rows;
}

export type CatalogueRow = {
  readonly name: string;
  readonly version: number;
  readonly count: number;
  readonly lastSeenAt: string;
  readonly keys: readonly string[];
};

/** Every event name of the last thirty days with what its properties were, told from a sample of each. */
export async function eventCatalogue(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<CatalogueRow[]> {
  const columns = [...shownColumns, 'carrier', 'source', 'account_type', 'plan_id', 'request_id'];
  const used = columns.map((name) => `if(any(${name} != ''), ['${name}'], [])`).join(', ');
  const { rows } = await columnar.query<CatalogueRow>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT event AS name, max(version) AS version, count() AS count, ${iso('max(received_at)')} AS lastSeenAt,
              arraySort(arrayDistinct(arrayConcat(${used.replaceAll('any(', 'max(')},
                arrayFlatten(groupUniqArray(50)(JSONExtractKeys(properties)))))) AS keys
            FROM $events WHERE day >= today() - 30
            GROUP BY event ORDER BY count DESC, name LIMIT 500`,
    },
  );
  return rows;
}
