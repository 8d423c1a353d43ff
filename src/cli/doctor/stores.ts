import { createClient } from '@clickhouse/client';
import pg from 'pg';
import type { Config } from '#platform/config';
import { migrationFiles } from '#platform/records';
import type { RunningInstance } from '#platform/supervise';
import { type Finding, fine, look, warning } from './check.ts';

/** The stores of a running instance or at addresses of their own; embedded ones that are stopped are no fault. */
export async function lookAtStores(config: Config, running: RunningInstance | null): Promise<Finding[]> {
  const recordsUrl = running?.recordsUrl ?? config.databaseUrl;
  const columnarUrl = running?.columnarUrl ?? config.clickhouseUrl;
  return [
    recordsUrl
      ? await look('Records', mendFor('records', config.databaseUrl && 'DATABASE_URL'), () =>
          lookAtRecords(recordsUrl),
        )
      : fine('Records', 'not running; "npm start" starts them'),
    columnarUrl
      ? await look('Columnar', mendFor('columnar', config.clickhouseUrl && 'CLICKHOUSE_URL'), () =>
          lookAtColumnar(columnarUrl),
        )
      : fine('Columnar', 'not running; "npm start" starts it'),
    ...(running
      ? [await look('Server', 'See logs/server.log in the data folder.', () => lookAtServer(running.url))]
      : []),
  ];
}

const mendFor = (store: string, variable: string | null) =>
  variable
    ? `Check that the server runs and that ${variable} is right.`
    : `Wait a minute: Meadow starts a store again that died or hangs. If it stays away, see logs/${store}.log in the data folder.`;

async function lookAtRecords(url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const version = (await client.query("SELECT current_setting('server_version') AS version")).rows[0]
      ?.version;
    const { rows } = await client.query("SELECT to_regclass('migrations') IS NOT NULL AS present");
    const done = rows[0]?.present ? (await client.query('SELECT name FROM migrations')).rows.length : 0;
    const all = (await migrationFiles('records')).length;
    const found = `PostgreSQL ${version}, ${done} of ${all} migrations`;
    return done < all
      ? warning('Records', found, 'The next "npm start" applies the rest.')
      : fine('Records', found);
  } finally {
    await client.end();
  }
}

async function lookAtColumnar(url: string): Promise<Finding> {
  const client = createClient({ url, request_timeout: 5_000 });
  try {
    const answer = await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
    const [row] = await answer.json<{ version: string }>();
    return fine('Columnar', `ClickHouse ${row?.version}`);
  } finally {
    await client.close();
  }
}

async function lookAtServer(url: string): Promise<Finding> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
  if (response.ok) return fine('Server', `ready at ${url}`);
  const { detail, since } = (await response.json()) as { detail?: string; since?: string };
  const found = `${detail ?? `It answers ${response.status}.`}${since ? ` Since ${since}.` : ''}`;
  return warning(
    'Server',
    found,
    'It is ready by itself when its stores are; see logs/server.log in the data folder.',
  );
}
