import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { OrganizationId } from '#kernel/ids';
import type { DB } from './database.ts';
import { roleUrl } from './roles.ts';

export type Database = DB;
export type Trx = Transaction<Database>;

export type Planned = { readonly name: string; readonly text: string };

/** The door to the system of record. Every statement runs in a transaction under a role without bypass. */
export type Records = {
  /** Work for one organisation: row security shows and accepts only its rows. */
  readonly organization: <T>(organizationId: OrganizationId, work: (trx: Trx) => Promise<T>) => Promise<T>;
  /** Work for the instance itself; only the stores listed in the architecture test may ask for it. */
  readonly market: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  /**
   * The market's work of a subscriber of the outbox, which lasts as long as its handler does: on connections of its
   * own, so that handlers which wait for a slow store keep nobody else waiting.
   */
  readonly relay: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  /**
   * A raw client inside an organisation's transaction, for COPY; commits when the work resolves.
   * The same row security holds.
   */
  readonly organizationClient: <T>(
    organizationId: OrganizationId,
    work: (client: pg.PoolClient) => Promise<T>,
  ) => Promise<T>;
  /**
   * The market's statements of every page, outside any transaction. Each connection plans one once, by its name and for
   * whatever values; left alone PostgreSQL plans for the values of each call, which of eight joined tables takes three
   * times as long as the answer. Not for statements whose best plan depends on their values.
   */
  readonly planned: <Row extends pg.QueryResultRow>(
    statement: Planned,
    values: readonly unknown[],
  ) => Promise<Row[]>;
  /** The market role's pool, which the sign-in library takes as it is. */
  readonly marketPool: pg.Pool;
  /** `select 1` under both roles. */
  readonly ping: () => Promise<void>;
  /** Connection string of the market role, for LISTEN. */
  readonly marketUrl: string;
  readonly close: () => Promise<void>;
};

// int8 holds money and counts; every value we write is checked to be a safe integer, so numbers are exact here.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a safe integer`);
  return value;
});
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** PostgreSQL refused what was to be written (classes 22 and 23 of its codes), rather than being away. */
export const isRefusedByRecords = (error: unknown): boolean =>
  /^2[23]/.test(String((error as { code?: unknown }).code));

export type RecordsOptions = {
  readonly adminUrl: string;
  readonly instanceSecret: string;
  readonly memberConnectionsMax?: number;
  readonly marketConnectionsMax?: number;
  readonly relayConnectionsMax?: number;
};

/**
 * Transactions last some milliseconds and PostgreSQL has a few cores: more at once would only wait there instead of
 * here. A crowd at one product gathers and needs one.
 */
const peopleConnections = 16;
/** One for each subscriber of the outbox, with room for those to come; they are opened when they are needed. */
const relayConnections = 20;
/** Statements of pages last a millisecond, and those of one moment are gathered. */
const plannedConnections = 8;

export function openRecords(options: RecordsOptions): Records {
  const memberPool = openPool(options, 'meadow_member', options.memberConnectionsMax ?? peopleConnections);
  const marketPool = openPool(options, 'meadow_market', options.marketConnectionsMax ?? peopleConnections);
  const relayPool = openPool(options, 'meadow_market', options.relayConnectionsMax ?? relayConnections);
  const plannedPool = openPool(options, 'meadow_market', plannedConnections, {
    options: '-c plan_cache_mode=force_generic_plan',
  });
  const member = new Kysely<Database>({ dialect: new PostgresDialect({ pool: memberPool }) });
  const market = new Kysely<Database>({ dialect: new PostgresDialect({ pool: marketPool }) });
  const relay = new Kysely<Database>({ dialect: new PostgresDialect({ pool: relayPool }) });

  return {
    organization: (organizationId, work) =>
      member.transaction().execute(async (trx) => {
        await sql`SELECT set_config('meadow.organization_id', ${organizationId}, true)`.execute(trx);
        return work(trx);
      }),
    market: (work) => market.transaction().execute(work),
    relay: (work) => relay.transaction().execute(work),
    organizationClient: async (organizationId, work) => {
      const client = await memberPool.connect();
      try {
        await client.query('BEGIN');
        await client.query(`SELECT set_config('meadow.organization_id', $1, true)`, [organizationId]);
        const result = await work(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // A connection that cannot even roll back is broken: hand it back with the error so the pool drops it.
        const broken = await client.query('ROLLBACK').then(
          () => undefined,
          () => error as Error,
        );
        client.release(broken);
        throw error;
      }
    },
    planned: async (statement, values) =>
      (await plannedPool.query({ ...statement, values: values as unknown[] })).rows,
    marketPool,
    marketUrl: roleUrl(options.adminUrl, options.instanceSecret, 'meadow_market'),
    ping: async () => {
      await Promise.all([memberPool.query('SELECT 1'), marketPool.query('SELECT 1')]);
    },
    close: async () => {
      await Promise.all([member.destroy(), market.destroy(), relay.destroy(), plannedPool.end()]);
    },
  };
}

function openPool(
  options: RecordsOptions,
  role: 'meadow_member' | 'meadow_market',
  max: number,
  more: pg.PoolConfig = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: roleUrl(options.adminUrl, options.instanceSecret, role),
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // A statement that runs this long is a bug or a lock nobody will release.
    statement_timeout: 60_000,
    application_name: role,
    ...more,
  });
  // PostgreSQL may be killed and restarted under us; idle connections then fail here, not in a request.
  pool.on('error', () => undefined);
  return pool;
}
