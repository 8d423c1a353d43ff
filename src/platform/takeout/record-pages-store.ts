import { sql } from 'kysely';
import type { Database, Records } from '#platform/records';
import { pagesByKey } from './takeout.ts';

/** Rows of shoppers in a table of the records that has `shopper_id`. */
export type ShopperRows = {
  readonly table: keyof Database;
  /** Columns that are told, beside those of the key. */
  readonly columns: readonly string[];
  /** Columns that tell any two rows of the shopper apart, in the order in which they are read, with their types. */
  readonly key: Readonly<Record<string, 'uuid' | 'text' | 'date'>>;
};

/** All rows of these shoppers, some at a time: each page begins after the last row of the one before. */
export function recordPages<Row extends object>(
  records: Records,
  { table, columns, key }: ShopperRows,
  shopperIds: readonly string[],
): AsyncGenerator<readonly Row[]> {
  const names = sql.join(Object.keys(key).map((name) => sql.ref(name)));
  const told = sql.join([...new Set([...Object.keys(key), ...columns])].map((name) => sql.ref(name)));
  const isAfter = (row: Row) => {
    const values = Object.entries(key).map(
      ([name, type]) => sql`${Reflect.get(row, name)}::${sql.raw(type)}`,
    );
    return sql`(${names}) > (${sql.join(values)})`;
  };
  return pagesByKey(
    async (after: Row | null, limit) => {
      const { rows } = await records.market((trx) =>
        sql<Row>`
          SELECT ${told} FROM ${sql.table(table)} WHERE shopper_id = ANY (${shopperIds}::uuid[])
            AND ${after === null ? sql`true` : isAfter(after)} ORDER BY ${names} LIMIT ${limit}`.execute(trx),
      );
      return rows;
    },
    (row) => row,
  );
}
