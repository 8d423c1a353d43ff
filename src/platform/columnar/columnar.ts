import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ClickHouseClient, ClickHouseError, createClient } from '@clickhouse/client';
import type { OrganizationId } from '#kernel/ids';
import { ColumnarUnavailable, watchPresence } from './presence.ts';
import { expandTables, type TableName } from './scoped-tables.ts';

/** Whose rows a statement may see. No caller can omit it: the door filters every table by it. */
export type Scope =
  | { readonly kind: 'organization'; readonly organizationId: OrganizationId }
  | { readonly kind: 'market' };

export type Query = {
  /** Tables are written `$events`, `$order_lines` …: each becomes a deduplicated, scoped subquery. */
  readonly sql: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Ends the query in the store as well when the caller leaves. */
  readonly signal?: AbortSignal;
};

export type Answer<Row> = {
  readonly rows: Row[];
  /** The statement as it ran, for "explain". */
  readonly sql: string;
  readonly elapsedMs: number;
};

/** The door to the columnar store: ClickHouse, embedded or served; the same plain client for both. */
export type Columnar = {
  readonly query: <Row>(scope: Scope, query: Query) => Promise<Answer<Row>>;
  /**
   * Appends rows. `token` names the batch: the same token again inserts nothing, so a retry after a lost answer
   * is harmless. Resolves only when the rows are durable.
   */
  readonly insert: (table: TableName, rows: readonly object[] | Buffer, token: string) => Promise<void>;
  /** The same for rows that are RowBinary already: what the store reads fastest. */
  readonly insertBinary: (
    table: TableName,
    columns: readonly string[],
    rows: Buffer,
    token: string,
  ) => Promise<void>;
  /** For migrations, maintenance, erasure and backup only. */
  readonly command: (sql: string, params?: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly ping: (signal?: AbortSignal) => Promise<boolean>;
  /** When the store last answered, in ms of the epoch; null while it is there. */
  readonly awaySinceMs: () => number | null;
  /** Called when the store falls silent and when it answers again. */
  readonly onPresence: (listener: () => void) => void;
  readonly database: string;
  readonly close: () => Promise<void>;
};

export type ColumnarOptions = {
  readonly url: string;
  readonly database?: string;
  readonly connectionsMax?: number;
};

export function openColumnar(options: ColumnarOptions): Columnar {
  const database = options.database ?? 'meadow';
  const client = createClient({
    url: options.url,
    database,
    max_open_connections: options.connectionsMax ?? 16,
    // A statement over many facts may take minutes; whether the store is still there, pings tell.
    request_timeout: 600_000,
    // Long lists of values would not fit into an address.
    use_multipart_params_auto: true,
    keep_alive: { enabled: true, idle_socket_ttl: 2_000, eagerly_destroy_stale_sockets: true },
    log: { LoggerClass: SilentLogger },
  });
  // Connections of its own, or a ping would wait for one behind the statements it is to tell of.
  const pinging = createClient({
    url: options.url,
    max_open_connections: 4,
    keep_alive: { enabled: false },
    log: { LoggerClass: SilentLogger },
  });
  const ping = async (signal?: AbortSignal) =>
    (await pinging.ping({ select: false, ...(signal ? { abort_signal: signal } : {}) })).success;
  const presence = watchPresence(async (signal) => {
    if (!(await ping(signal))) throw new Error('No answer to a ping.');
  });
  const reach = <T>(work: (signal: AbortSignal) => Promise<T>) =>
    presence.during((signal) => reached(work(signal)));
  return {
    query: async <Row>(scope: Scope, query: Query): Promise<Answer<Row>> => {
      const sql = expandTables(query.sql, database, scope.kind);
      const params: Record<string, unknown> = { ...query.params };
      if (scope.kind === 'organization') params.scope_organization_id = scope.organizationId;
      const started = performance.now();
      const read = async (silence: AbortSignal) => {
        const result = await client.query({
          query: sql,
          query_params: params,
          format: 'JSONCompactEachRowWithNames',
          clickhouse_settings: { ...querySettings, ...stringValues(query.settings) },
          abort_signal: query.signal ? AbortSignal.any([query.signal, silence]) : silence,
        });
        return collect<Row>(result);
      };
      const rows = await reach((silence) =>
        read(silence).catch((error) => againAfterHangUp(error, () => read(silence))),
      );
      return {
        rows,
        sql,
        elapsedMs: performance.now() - started,
      };
    },
    insert: async (table, rows, token) => {
      if (rows.length === 0) return;
      await reach((silence) => insertRows(client, table, rows, token, silence));
    },
    insertBinary: (table, columns, rows, token) =>
      reach((silence) => insertBinary(client, table, columns, rows, token, silence)),
    command: async (sql, params) => {
      await reach((silence) =>
        client.command({
          query: sql,
          ...(params ? { query_params: { ...params } } : {}),
          abort_signal: silence,
        }),
      );
    },
    ping,
    awaySinceMs: presence.awaySinceMs,
    onPresence: presence.onChange,
    database,
    close: async () => {
      presence.stop();
      await pinging.close();
      await client.close();
    },
  };
}

const querySettings = {
  // 64-bit sums arrive as JSON numbers: money and counts are checked to be safe integers by the metric layer.
  output_format_json_quote_64bit_integers: 0 as const,
  // A NaN of an empty ratio arrives as null, never as text.
  output_format_json_quote_denormals: 0 as const,
  do_not_merge_across_partitions_select_final: 1 as const,
};

function stringValues(
  settings: Readonly<Record<string, string | number>> | undefined,
): Record<string, string> {
  return Object.fromEntries(Object.entries(settings ?? {}).map(([name, value]) => [name, String(value)]));
}

async function collect<Row>(result: { text: () => Promise<string> }): Promise<Row[]> {
  const text = await result.text();
  if (text === '') return [];
  const lines = text.trimEnd().split('\n');
  const names = JSON.parse(lines[0] ?? '[]') as string[];
  return lines.slice(1).map((line) => {
    const values = JSON.parse(line) as unknown[];
    const row: Record<string, unknown> = {};
    for (let place = 0; place < names.length; place++) row[names[place] as string] = values[place];
    return row as Row;
  });
}

async function insertRows(
  client: ClickHouseClient,
  table: TableName,
  rows: readonly object[] | Buffer,
  token: string,
  abort_signal: AbortSignal,
): Promise<void> {
  const settings = {
    insert_deduplication_token: token,
    date_time_input_format: 'best_effort' as const,
    input_format_skip_unknown_fields: 0 as const,
  };
  if (!Buffer.isBuffer(rows)) {
    await client.insert({
      table,
      values: rows as object[],
      format: 'JSONEachRow',
      clickhouse_settings: settings,
      abort_signal,
    });
    return;
  }
  // Rows that are JSON text already go as they are; `insert` would want to print them itself.
  const { stream } = await client.exec({
    query: `INSERT INTO ${table} FORMAT JSONEachRow`,
    values: Readable.from([rows], { objectMode: false }),
    clickhouse_settings: settings,
    abort_signal,
  });
  await buffer(stream);
}

/** Rows of many months at once are history being loaded, not a mistake: no bound on partitions. */
async function insertBinary(
  client: ClickHouseClient,
  table: TableName,
  columns: readonly string[],
  rows: Buffer,
  token: string,
  abort_signal: AbortSignal,
): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT RowBinary`,
    values: Readable.from([rows], { objectMode: false }),
    clickhouse_settings: {
      insert_deduplication_token: token,
      max_partitions_per_insert_block: '0',
      // Repeats are dropped when rows are read; looking for them in each insert costs a fifth of it.
      optimize_on_insert: 0,
    },
    abort_signal,
  });
  await buffer(stream);
}

/**
 * On a busy machine the client's timer may close an idle connection in the moment in which it is used again. A
 * question changes nothing, so it is asked once more; of a store that died the second time tells.
 */
function againAfterHangUp<T>(error: unknown, ask: () => Promise<T>): Promise<T> {
  const { code } = error as { code?: unknown };
  if (code === 'ECONNRESET' || code === 'EPIPE') return ask();
  throw error;
}

/** Refusals of the store that pass: out of memory, of room, of places, or told to stop. */
const passingCodes = new Set(['202', '241', '243', '394']);

/** Keeps the store's own refusals (a bug in our SQL) apart from the store being away or too busy. */
async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ClickHouseError && !passingCodes.has(error.code)) throw error;
    if (error instanceof Error && error.message.includes('abort')) throw error;
    throw new ColumnarUnavailable(error);
  }
}

class SilentLogger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}
