import { createClient } from '@clickhouse/client';
import { migrationFiles } from '#platform/records';

/**
 * Brings the columnar store up to date. Migrations only go forward and add; a statement ends with `;` at the
 * end of a line. A crash between two statements of one file is repaired by running the rest again, so each
 * statement is recorded by itself.
 */
export async function migrateColumnar(url: string, database = 'meadow'): Promise<string[]> {
  const client = createClient({ url, request_timeout: 60_000 });
  const applied: string[] = [];
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
    await client.command({
      query: `CREATE TABLE IF NOT EXISTS ${database}.migrations (name String, applied_at DateTime DEFAULT now())
        ENGINE = MergeTree ORDER BY name SETTINGS fsync_after_insert = 1`,
    });
    const result = await client.query({
      query: `SELECT name FROM ${database}.migrations`,
      format: 'JSONEachRow',
    });
    const done = new Set((await result.json<{ name: string }>()).map((row) => row.name));
    for (const migration of await migrationFiles('columnar')) {
      const statements = statementsOf(migration.sql);
      for (const [index, statement] of statements.entries()) {
        const name = `${migration.name}#${index + 1}`;
        if (statement === '' || done.has(name)) continue;
        await client.command({ query: qualify(statement, database) });
        await client.insert({
          table: `${database}.migrations`,
          values: [{ name }],
          columns: ['name'],
          format: 'JSONEachRow',
        });
        applied.push(name);
      }
    }
  } finally {
    await client.close();
  }
  return applied;
}

/** A `;` at the end of a line ends a statement, unless the line is a comment. */
export function statementsOf(sql: string): string[] {
  const withoutComments = sql.replaceAll(/^\s*--.*$/gm, '');
  return withoutComments.split(/;\s*$/m).map((statement) => statement.trim());
}

/** Statements are written without a database, which tests and instances choose. */
function qualify(statement: string, database: string): string {
  return statement
    .replaceAll('{database}', database)
    .replace(
      /^((?:--.*\n)*)(CREATE (?:TABLE|DICTIONARY)|ALTER TABLE) (?:IF NOT EXISTS )?/m,
      (_, notes, verb) =>
        verb === 'ALTER TABLE'
          ? `${notes}${verb} ${database}.`
          : `${notes}${verb} IF NOT EXISTS ${database}.`,
    );
}
