import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { findRunningInstance } from '#platform/supervise';

/** The tables of both stores of an instance in which any of these words stands, in whatever column. */
export async function tablesThatSay(folder: string, words: readonly string[]): Promise<string[]> {
  const instance = findRunningInstance(folder);
  if (!instance) throw new Error('Nothing runs on this folder.');
  return [
    ...(await ofRecords(instance.recordsUrl, words)),
    ...(await ofColumns(instance.columnarUrl, words)),
  ];
}

async function ofRecords(connectionString: string, words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    // Bytes are written as digits.
    const written = [...words, ...words.map((word) => Buffer.from(word).toString('hex'))];
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query(
        `SELECT FROM ${name} AS row WHERE EXISTS (SELECT FROM unnest($1::text[]) AS word
          WHERE strpos(row::text, word) > 0) LIMIT 1`,
        [written],
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

async function ofColumns(url: string, words: readonly string[]): Promise<string[]> {
  const client = createClient({ url });
  const rowsOf = async (query: string) =>
    (await client.query({ query, format: 'JSONEachRow', query_params: { words } })).json<{ name: string }>();
  try {
    const tables = await rowsOf(
      `SELECT concat(database, '.', name) AS name FROM system.tables
        WHERE engine LIKE '%MergeTree' AND database NOT IN ('system') ORDER BY name`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const held = await rowsOf(
        `SELECT 1 AS name FROM ${name} WHERE multiSearchAny(formatRow('JSONEachRow', *), {words:Array(String)}) LIMIT 1`,
      );
      if (held.length > 0) found.push(name);
    }
    return found;
  } finally {
    await client.close();
  }
}

/** The files below a folder in whose bytes any of these words stands, whatever they are files of. */
export async function filesThatSay(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Stores remove files while they are read.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (words.some((word) => bytes.includes(word))) found.push(path.slice(folder.length + 1));
  }
  return found;
}
