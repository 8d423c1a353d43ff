/** Looks for persons in everything there is: each column of each table of both stores, and each file. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { PeopleSet } from '#platform/people-sets';
import type { TestWorld } from '#platform/testing';

/** Numbers that nothing else looks like, and texts of which each leads to one of the persons. */
export type Sought = { readonly numbers: readonly number[]; readonly texts: readonly string[] };

/** The columns (`table.column`) and files that hold any of them, sorted. */
export async function searchEverything(world: TestWorld, sought: Sought): Promise<string[]> {
  const places = new Set<string>();
  for (const found of [searchRecords, searchColumns, searchFiles])
    for (const place of await found(world, sought)) places.add(place);
  return [...places].sort();
}

async function searchRecords({ recordsAdminUrl }: TestWorld, sought: Sought): Promise<string[]> {
  const client = new pg.Client({ connectionString: recordsAdminUrl });
  await client.connect();
  try {
    const tables = await client.query<{ table: string }>(
      `SELECT format('%I', tablename) AS table FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const places: string[] = [];
    for (const { table } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
      places.push(...placesOf(table, rows, sought));
    }
    return places;
  } finally {
    await client.end();
  }
}

/** Rows that later ones stand in for included. */
async function searchColumns({ columnar, columnarUrl }: TestWorld, sought: Sought): Promise<string[]> {
  const { database } = columnar;
  const client = createClient({ url: columnarUrl, database });
  const rowsOf = async (query: string) => {
    const answer = await client.query({ query, format: 'JSONEachRow' });
    return answer.json<Record<string, unknown>>();
  };
  try {
    const tables = await rowsOf(
      `SELECT name FROM system.tables WHERE database = '${database}' AND engine LIKE '%MergeTree' ORDER BY name`,
    );
    const places: string[] = [];
    for (const { name } of tables)
      places.push(...placesOf(String(name), await rowsOf(`SELECT * FROM ${name}`), sought));
    return places;
  } finally {
    await client.close();
  }
}

async function searchFiles({ folder }: TestWorld, { texts }: Sought): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const places: string[] = [];
  for (const file of found.filter((one) => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'utf8');
    if (texts.some((text) => content.includes(text))) places.push('a file');
  }
  return places;
}

const placesOf = (table: string, rows: readonly Record<string, unknown>[], sought: Sought): string[] =>
  rows.flatMap((row) =>
    Object.entries(row)
      .filter(([column, value]) => holds(column, value, sought))
      .map(([column]) => `${table}.${column}`),
  );

function holds(column: string, value: unknown, { numbers, texts }: Sought): boolean {
  if (value === null) return false;
  if (value instanceof Uint8Array) return isAnyIn(() => PeopleSet.fromBytes(value), numbers);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if ([...numbers.map(String), ...texts].some((one) => text.includes(one))) return true;
  return column === 'people' && isAnyIn(() => PeopleSet.fromState(text), numbers);
}

/** What is no set holds nobody. */
function isAnyIn(read: () => PeopleSet, numbers: readonly number[]): boolean {
  try {
    return read().sharedWith(PeopleSet.of(numbers)) > 0;
  } catch {
    return false;
  }
}
