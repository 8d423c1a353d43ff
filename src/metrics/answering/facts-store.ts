import type { OrganizationId } from '#kernel/ids';
import type { Columnar, Scope, TableName } from '#platform/columnar';
import type { Compiled } from '../compiling/compile.ts';
import type { Source } from '../definitions/definition.ts';

/** A row as the compiler's statement yields it. */
export type FactRow = Readonly<Record<string, string | number | null>> & {
  readonly bucket: number;
  readonly currencies: readonly string[];
  readonly unrated: number;
  readonly nobody: number;
  /** How many rows there are in all, where the question has a limit. */
  readonly found?: number;
};

export type Facts = {
  readonly rows: readonly FactRow[];
  readonly sql: string;
};

export async function readFacts(
  columnar: Columnar,
  scope: Scope,
  { sql, params }: Compiled,
  signal?: AbortSignal,
): Promise<Facts> {
  const answer = await columnar.query<FactRow>(scope, { sql, params, ...(signal ? { signal } : {}) });
  const shown = { ...params };
  if (scope.kind === 'organization') shown.scope_organization_id = scope.organizationId;
  return { rows: answer.rows, sql: withParams(answer.sql, shown) };
}

/** The statement with its parameters below it, as lines of a comment. */
function withParams(sql: string, params: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(params).map(([name, value]) => {
    const text = JSON.stringify(value);
    return `-- {${name}} = ${text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text}`;
  });
  return `${sql}\n${lines.join('\n')}`;
}

export type Coverage = { readonly firstDay: string | null; readonly latestAtMs: number | null };
export type CoveredSource = Source['freshness'];
export type CoverageBySource = Readonly<Record<CoveredSource, Coverage>>;

type Covering = {
  readonly table: TableName;
  readonly day: string;
  readonly latest: string;
  /** Which rows of the table are meant, where not all are. */
  readonly where?: string;
};

const spans: Readonly<Record<CoveredSource, Covering>> = {
  orders: { table: 'order_lines', day: 'paid_day', latest: 'paid_at' },
  refunds: { table: 'refund_lines', day: 'refunded_day', latest: 'refunded_at' },
  events: { table: 'events', day: 'day', latest: 'received_at' },
  lives: {
    table: 'events',
    day: 'day',
    latest: 'received_at',
    where: "event IN ('Live Entered', 'Live Left', 'Live Commented')",
  },
  ads: { table: 'ad_charges', day: 'day', latest: 'at' },
};

/**
 * From when to when there are facts. Both ends come from the sort key (its first day, then the latest instant
 * of its last day), so one statement reads a handful of rows of tables however long.
 */
export async function readCoverage(
  columnar: Columnar,
  organizationId: OrganizationId,
  source: CoveredSource,
): Promise<Coverage> {
  const { rows } = await columnar.query<{ first_day: string | null; latest_ms: number }>(
    { kind: 'organization', organizationId },
    { sql: coverageSql(source) },
  );
  const [found] = rows;
  if (!found || found.first_day === null || found.first_day.startsWith('1970-01-01')) return noCoverage;
  return { firstDay: found.first_day, latestAtMs: found.latest_ms };
}

export const noCoverage: Coverage = { firstDay: null, latestAtMs: null };

function coverageSql(source: CoveredSource): string {
  const { table, day, latest, where = '1' } = spans[source];
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT ${day} FROM $$${table} WHERE ${where} ORDER BY organization_id ${direction}, ${day} ${direction} LIMIT 1)`;
  return `SELECT ${end('ASC')} AS first_day, toUnixTimestamp64Milli(max(${latest})) AS latest_ms
  FROM $$${table} WHERE ${day} = ${end('DESC')} AND ${where}`;
}

/** How many orders of the question there are, and how many of them have no known payer. */
export async function readPayers(
  columnar: Columnar,
  organizationId: OrganizationId,
  { sql, params }: Compiled,
): Promise<{ orders: number; unknown: number }> {
  const answer = await columnar.query<{ orders: number; unknown: number }>(
    { kind: 'organization', organizationId },
    { sql, params },
  );
  return answer.rows[0] ?? { orders: 0, unknown: 0 };
}
