import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { newId, type OrganizationId } from '#kernel/ids';
import { type Columnar, migrateColumnar, openColumnar } from '#platform/columnar';
import { openRecords, type Records } from '#platform/records';

export type TestWorld = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly recordsAdminUrl: string;
  readonly columnarUrl: string;
  readonly instanceSecret: string;
  /** A scratch folder of this world. */
  readonly folder: string;
  /** An organisation with nothing in it but its own row. */
  readonly newOrganization: (options?: {
    name?: string;
    zone?: string;
    currency?: string;
  }) => Promise<OrganizationId>;
  readonly close: () => Promise<void>;
};

export const testInstanceSecret = 'a secret of the test run, thirty-two bytes or more';
export const templateDatabase = 'meadow_template';

/**
 * Opens an empty, migrated world: its own PostgreSQL database (copied from the migrated template) and its own
 * columnar database. The two stores run once per test run; `tests/global-setup.ts` starts them.
 */
export async function openTestWorld(): Promise<TestWorld> {
  const recordsUrl = required('MEADOW_TEST_RECORDS_URL');
  const columnarUrl = required('MEADOW_TEST_COLUMNAR_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: recordsUrl });
  await admin.connect();
  // Copying a template takes an exclusive look at it, so worlds that open at once take turns.
  await admin.query('SELECT pg_advisory_lock(460048)');
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`);
  await admin.end();
  const database = new URL(recordsUrl);
  database.pathname = `/${name}`;
  await migrateColumnar(columnarUrl, name);

  const records = openRecords({
    adminUrl: database.toString(),
    instanceSecret: testInstanceSecret,
    memberConnectionsMax: 6,
    marketConnectionsMax: 6,
    relayConnectionsMax: 12,
  });
  const columnar = openColumnar({ url: columnarUrl, database: name });
  const folder = await mkdtemp(join(tmpdir(), 'meadow-test-'));

  return {
    records,
    columnar,
    recordsAdminUrl: database.toString(),
    columnarUrl,
    instanceSecret: testInstanceSecret,
    folder,
    newOrganization: async (options = {}) => {
      const id = newId('organization');
      await records.organization(id, (trx) =>
        trx
          .insertInto('organizations')
          .values({
            id,
            name: options.name ?? 'Test organisation',
            zone: options.zone ?? 'Asia/Shanghai',
            currency: options.currency ?? 'CNY',
          })
          .execute(),
      );
      return id;
    },
    close: async () => {
      await columnar.close();
      await records.close();
      const client = createClient({ url: columnarUrl });
      await client.command({ query: `DROP DATABASE IF EXISTS ${name}` });
      await client.close();
      const closing = new pg.Client({ connectionString: recordsUrl });
      await closing.connect();
      await closing.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await closing.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run tests through Vitest, whose global set-up starts the stores.`);
  return value;
}
