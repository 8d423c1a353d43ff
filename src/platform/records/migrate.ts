import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ensureRoles } from './roles.ts';

/** Contexts whose `migrations/records` are applied, in the order of the arrows. */
const contexts = [
  'platform/records',
  'organisations',
  'events',
  'metrics',
  'shop',
  'content',
  'audiences',
  'ads',
  'traffic',
] as const;

export type Migration = { readonly name: string; readonly sql: string };

const sourceRoot = join(import.meta.dirname, '..', '..');

/** Every migration file of one store, in the order in which they must run. */
export async function migrationFiles(store: 'records' | 'columnar'): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const context of contexts) {
    const folder =
      context === 'platform/records'
        ? join(sourceRoot, 'platform', store, 'migrations')
        : join(sourceRoot, context, 'migrations', store);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
      found.push({ name: `${context}/${file}`, sql: await readFile(join(folder, file), 'utf8') });
    }
  }
  return found;
}

/**
 * Brings the records database up to date: roles, then every plain SQL file not yet applied, each in one
 * transaction. Answers the names it applied. Two servers starting at once take turns.
 */
export async function migrateRecords(adminUrl: string, instanceSecret: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const applied: string[] = [];
  try {
    await ensureRoles(client, instanceSecret);
    await client.query('SELECT pg_advisory_lock(460047)');
    await client.query(`
      CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
      GRANT USAGE ON SCHEMA public TO meadow_member, meadow_market;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO meadow_member, meadow_market;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO meadow_member, meadow_market;
      REVOKE ALL ON migrations FROM meadow_member, meadow_market;
      CREATE SCHEMA IF NOT EXISTS jobs;
      GRANT ALL ON SCHEMA jobs TO meadow_jobs;
    `);
    const done = new Set((await client.query('SELECT name FROM migrations')).rows.map((row) => row.name));
    for (const migration of await migrationFiles('records')) {
      if (done.has(migration.name)) continue;
      await client.query('BEGIN');
      await client.query(migration.sql);
      await client.query('INSERT INTO migrations (name) VALUES ($1)', [migration.name]);
      await client.query('COMMIT');
      applied.push(migration.name);
    }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
  return applied;
}
