import type { Columnar, TableName } from '#platform/columnar';
import { type Days, type DayWindow, dayWindows } from './day-windows.ts';
import { pagesByKey } from './takeout.ts';

/** Rows of a person in a table of the columnar store that has `day`, `at` and `person`. */
export type PersonRows = {
  readonly table: TableName;
  /** SQL of what is told of each row. */
  readonly columns: string;
  /** SQL of a text that differs between any two rows of one day, repeats of a row excepted. */
  readonly key: string;
  /** SQL of what is largest in the row that stands, where it was written again. */
  readonly newest: string;
};

/** The instant in ms of the epoch, beside what `columns` say. */
export type PersonRow<Row> = Row & { readonly at_ms: number; readonly row_key: string };

/** Rows that are in memory at once; making text of them keeps the server from others for some 25 ms. */
const rowsMax = 1_000;

/**
 * All rows of these person numbers in the order of time, some at a time. The key of such a table begins with days and
 * not with persons: so the days are counted once over the person's column alone, and then a few days are read at a time.
 * Rows are read as they were written, and repeats left out here: the store would first merge everybody's rows of those
 * days with all columns. Fifty thousand events of one person among ten million: 13 s of a core that way, 1 to 4 s this
 * one, the fewer parts the less. Nor does anybody wait for merges of persons to be copied.
 */
export async function* columnarPages<Row>(
  columnar: Columnar,
  rows: PersonRows,
  persons: readonly number[],
  pageMax: number = rowsMax,
): AsyncGenerator<readonly PersonRow<Row>[]> {
  for (const window of dayWindows(await daysOf(columnar, rows.table, persons), pageMax))
    yield* pagesByKey(
      (after: PersonRow<Row> | null, limit) => readWindow<Row>(columnar, rows, persons, window, after, limit),
      (row) => row,
      pageMax,
    );
}

/** Repeats count twice here, which makes a window smaller and nothing else. */
async function daysOf(columnar: Columnar, table: TableName, persons: readonly number[]): Promise<Days> {
  const { rows } = await columnar.query<Days[number]>(
    { kind: 'market' },
    {
      sql: `SELECT day, count() AS rows FROM $$${table} WHERE person IN {persons:Array(UInt32)} GROUP BY day ORDER BY day`,
      params: { persons },
    },
  );
  return rows;
}

async function readWindow<Row>(
  columnar: Columnar,
  { table, columns, key, newest }: PersonRows,
  persons: readonly number[],
  { first, last }: DayWindow,
  after: PersonRow<Row> | null,
  limit: number,
): Promise<readonly PersonRow<Row>[]> {
  const isAfter = after === null ? '' : 'WHERE (at_ms, row_key) > ({atMs:Int64}, {rowKey:String})';
  const { rows } = await columnar.query<PersonRow<Row>>(
    { kind: 'market' },
    {
      sql: `SELECT * FROM (
          SELECT toUnixTimestamp64Milli(at) AS at_ms, ${key} AS row_key, ${columns} FROM $$${table}
          WHERE person IN {persons:Array(UInt32)} AND day BETWEEN {first:Date} AND {last:Date}
          ORDER BY ${newest} DESC LIMIT 1 BY day, row_key)
        ${isAfter} ORDER BY at_ms, row_key LIMIT {limit:UInt32}`,
      params: { persons, first, last, limit, atMs: after?.at_ms ?? 0, rowKey: after?.row_key ?? '' },
    },
  );
  return rows;
}
