import type { ShopperId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';

/** Whose takeout it is: the shopper, with every guest of earlier who turned out to be them. */
export type TakeoutOf = {
  readonly shopperId: ShopperId;
  /** Theirs and those guests'; rows are moved when a guest signs in, but what is told by then may come after. */
  readonly shopperIds: readonly ShopperId[];
  /** Every person number that any of them had. */
  readonly persons: readonly number[];
};

/** One member of the document, given by the context that keeps it. Entries are plain JSON with public ids. */
export type TakeoutPart = {
  /** The member's name in the document. */
  readonly name: string;
  /** The tables that it carries a person's rows of: `orders` of the records, `columnar.events` of the other store. */
  readonly carries: readonly string[];
} & (
  | { readonly one: (of: TakeoutOf) => Promise<object | null> }
  /** A list, some entries at a time, so that nobody's years are in memory at once. */
  | { readonly pages: (of: TakeoutOf) => AsyncIterable<readonly object[]> }
);

/** What a context reads its parts from. */
export type TakeoutSources = {
  readonly records: Records;
  readonly columnar: Columnar;
  /** The keys of shoppers are wrapped by it. */
  readonly instanceSecret: string;
};

/** Pages of rows that are read by the place of the last one; the last page is the one that is not full. */
export async function* pagesByKey<Row, Key>(
  read: (after: Key | null, limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
  limit = 500,
): AsyncGenerator<readonly Row[]> {
  let after: Key | null = null;
  while (true) {
    const rows: readonly Row[] = await read(after, limit);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < limit || last === undefined) return;
    after = keyOf(last);
  }
}

/** The same pages, each entry as it is told. */
export async function* shownPages<Row>(
  pages: AsyncIterable<readonly Row[]>,
  show: (row: Row) => object,
): AsyncGenerator<readonly object[]> {
  for await (const page of pages) yield page.map(show);
}

/** A list that is short by its nature, as one page. */
export async function* onePage<Row>(
  rows: Promise<readonly Row[]>,
  show: (row: Row) => object,
): AsyncGenerator<readonly object[]> {
  yield (await rows).map(show);
}
