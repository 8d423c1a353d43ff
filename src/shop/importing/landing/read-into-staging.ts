import type { ReadProgress, SourceFile, SourceRow } from '#events/file-reading';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ResolvePersons } from '../../shop-options.ts';
import type { ImportPosition } from '../import-job.ts';
import { type OrderRow, orderRowReader } from '../rows/order-row.ts';
import { rowReject } from '../rows/row-reject.ts';
import type { ReadingRules } from '../rows/row-rules.ts';
import { type RejectedRow, stageBatch } from './staging-store.ts';

/** Rows per transaction: few enough to show progress and lose little, many enough that commits do not count. */
const batchRows = 10_000;

export type Reading = {
  readonly records: Records;
  readonly resolvePersons: ResolvePersons;
  readonly organizationId: OrganizationId;
  readonly importId: string;
  readonly file: SourceFile;
  readonly rules: ReadingRules;
  readonly signal: AbortSignal;
};

type Batch = { rows: { number: number; row: OrderRow }[]; rejects: RejectedRow[]; bytesRead: number };

/**
 * Reads a file's rows into staging from where the import stands, one batch being read while the one before it
 * is written. Answers how many rows are staged in the end.
 */
export async function readIntoStaging(
  reading: Reading,
  from: Extract<ImportPosition, { phase: 'reading' }>,
): Promise<number> {
  const persons = new Map<string, number>();
  let position = from;
  let writing: Promise<void> = Promise.resolve();
  for await (const { batch, rowsAfter } of batches(reading, from.rows)) {
    await writing;
    reading.signal.throwIfAborted();
    const before = position;
    position = { phase: 'reading', rows: rowsAfter, staged: before.staged + batch.rows.length };
    writing = writeBatch(reading, before, rowsAfter, batch, persons);
    // A failure is thrown at the next `await writing`; until then it must not count as unhandled.
    writing.catch(() => undefined);
  }
  await writing;
  return position.staged;
}

async function* batches(reading: Reading, skip: number): AsyncGenerator<{ batch: Batch; rowsAfter: number }> {
  const read = orderRowReader(reading.rules);
  const progress: ReadProgress = { bytesRead: 0 };
  let batch: Batch = { rows: [], rejects: [], bytesRead: 0 };
  let last = skip;
  for await (const source of reading.file.rows(progress)) {
    const result = 'cells' in source ? read(source.cells) : null;
    if (source.number <= skip) continue;
    last = source.number;
    if (result && 'kind' in result) batch.rows.push({ number: source.number, row: result });
    else
      batch.rejects.push({
        number: source.number,
        raw: rawOf(source),
        ...(result ?? rowReject('row_unreadable', null)),
      });
    if (batch.rows.length + batch.rejects.length < batchRows) continue;
    yield { batch: { ...batch, bytesRead: progress.bytesRead }, rowsAfter: last };
    batch = { rows: [], rejects: [], bytesRead: 0 };
  }
  yield { batch: { ...batch, bytesRead: progress.bytesRead }, rowsAfter: last };
}

function rawOf(source: SourceRow): string {
  return 'cells' in source
    ? source.cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
    : source.raw;
}

/** Customers remembered between batches; beyond this many they are asked for again. */
const personsMax = 200_000;

async function writeBatch(
  reading: Reading,
  before: { rows: number; staged: number },
  rowsAfter: number,
  batch: Batch,
  persons: Map<string, number>,
): Promise<void> {
  const unknown = new Set(
    batch.rows.flatMap(({ row }) =>
      row.customerId !== null && !persons.has(row.customerId) ? [row.customerId] : [],
    ),
  );
  if (persons.size + unknown.size > personsMax) persons.clear();
  const wanted = [
    ...new Set(
      batch.rows.flatMap(({ row }) =>
        row.customerId !== null && !persons.has(row.customerId) ? [row.customerId] : [],
      ),
    ),
  ];
  if (wanted.length > 0) {
    const found = await reading.resolvePersons(
      reading.organizationId,
      wanted.map((customer) => `u${customer}`),
    );
    for (const customer of wanted) persons.set(customer, found.get(`u${customer}`) ?? 0);
  }
  await stageBatch(reading.records, reading.organizationId, reading.importId, {
    rowsBefore: before.rows,
    stagedBefore: before.staged,
    rowsAfter,
    bytesRead: batch.bytesRead,
    rows: batch.rows.map(({ number, row }) => ({
      number,
      row,
      buyer: row.customerId === null ? null : (persons.get(row.customerId) ?? null),
    })),
    rejects: batch.rejects,
  });
}
