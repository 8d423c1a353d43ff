import { from as copyFrom } from 'pg-copy-streams';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { importedOrderId } from '../../derived-id.ts';
import { ImportStopped } from '../fence-store.ts';
import { rejectsJson } from '../rejects-store.ts';
import type { OrderRow } from '../rows/order-row.ts';
import type { RowReject } from '../rows/row-reject.ts';

export type StagedRow = { readonly number: number; readonly row: OrderRow; readonly buyer: number | null };
export type RejectedRow = RowReject & { readonly number: number; readonly raw: string };

export type StagedBatch = {
  readonly rowsBefore: number;
  readonly stagedBefore: number;
  readonly rowsAfter: number;
  readonly bytesRead: number;
  readonly rows: readonly StagedRow[];
  readonly rejects: readonly RejectedRow[];
};

/**
 * Adds one batch of read rows and moves the import's position, in one transaction. COPY is refused on tables
 * with row security, so rows arrive in a temporary table first; measured, that costs a tenth of the whole.
 */
export async function stageBatch(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
  batch: StagedBatch,
): Promise<void> {
  await records.organizationClient(organizationId, async (client) => {
    // Staged rows are gone after a crash of PostgreSQL anyway, so waiting for the disk here would buy nothing.
    await client.query('SET LOCAL synchronous_commit = off');
    const locked = await client.query('SELECT state, position FROM imports WHERE id = $1 FOR UPDATE', [
      importId,
    ]);
    const { state, position } = locked.rows[0] ?? {};
    if (state !== 'running') throw new ImportStopped(`The import is ${state ?? 'gone'}.`);
    if (position.phase !== 'reading' || position.rows !== batch.rowsBefore)
      throw new ImportStopped('Another process took the import over.');
    if (batch.rows.length > 0) {
      await client.query('SET LOCAL client_min_messages = warning');
      await client.query(
        'CREATE TEMP TABLE IF NOT EXISTS import_rows_arriving (LIKE import_rows) ON COMMIT DELETE ROWS',
      );
      const stream = client.query(copyFrom('COPY import_rows_arriving FROM STDIN'));
      const finished = new Promise<void>((resolve, reject) =>
        stream.on('finish', resolve).on('error', reject),
      );
      stream.end(copyText(organizationId, importId, batch.rows));
      await finished;
      await client.query('INSERT INTO import_rows SELECT * FROM import_rows_arriving');
    }
    if (batch.rejects.length > 0) await addRejects(client, organizationId, importId, batch.rejects);
    const after = { phase: 'reading', rows: batch.rowsAfter, staged: batch.stagedBefore + batch.rows.length };
    await client.query(
      `UPDATE imports SET position = $2, rows_read = $3, rows_taken = $4, rows_rejected = rows_rejected + $5, bytes_read = $6 WHERE id = $1`,
      [importId, JSON.stringify(after), batch.rowsAfter, after.staged, batch.rejects.length, batch.bytesRead],
    );
  });
}

type Client = { query: (text: string, values: unknown[]) => Promise<unknown> };

async function addRejects(
  client: Client,
  organizationId: string,
  importId: string,
  rejects: readonly RejectedRow[],
): Promise<void> {
  await client.query(
    `INSERT INTO import_rejects (organization_id, import_id, row_number, code, field, detail, reason, reason_values, raw)
     SELECT $1, $2, r.number, r.code, r.field, r.detail, r.reason, r.values, r.raw FROM jsonb_to_recordset($3)
       AS r (number bigint, code text, field text, detail text, reason text, "values" jsonb, raw text)`,
    [organizationId, importId, rejectsJson(rejects)],
  );
}

/** The rows in COPY's text format, in the order of the table's columns. */
function copyText(organizationId: string, importId: string, rows: readonly StagedRow[]): string {
  let text = '';
  const orderIds = new Map<string, string>();
  for (const { number, row, buyer } of rows) {
    const key = `${row.shopId}:${row.externalId}`;
    const orderId = orderIds.get(key) ?? importedOrderId(row.shopId, row.externalId);
    orderIds.set(key, orderId);
    text += `${[
      organizationId,
      importId,
      number,
      row.kind,
      orderId,
      row.shopId,
      escaped(row.externalId),
      escaped(row.lineKey),
      escaped(row.productKey),
      escaped(row.sku),
      escaped(row.title),
      escaped(row.category),
      row.quantity,
      row.gmv,
      row.userPaid,
      row.currency,
      time(row.orderedAtMs),
      time(row.paidAtMs),
      time(row.shippedAtMs),
      time(row.completedAtMs),
      row.state,
      row.presale,
      numeral(buyer),
      row.refunded,
      row.refundedQuantity,
      time(row.refundedAtMs),
      escaped(row.carrier),
      escaped(row.source),
      escaped(row.accountType),
      escaped(row.planId),
      escaped(row.accountId),
      escaped(row.contentId),
      escaped(row.roomId),
      escaped(row.creatorId),
      escaped(row.requestId),
      numeral(row.touchSecond),
    ].join('\t')}\n`;
  }
  return text;
}

const special = /[\\\t\n\r]/;
const everySpecial = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(value: string | null): string {
  if (value === null) return '\\N';
  return special.test(value) ? value.replace(everySpecial, (mark) => escapes[mark] ?? mark) : value;
}

let lastMs = Number.NaN;
let lastText = '';

/** Rows of one order share their times, and rows of one order follow each other. */
function time(ms: number | null): string {
  if (ms === null) return '\\N';
  if (ms !== lastMs) [lastMs, lastText] = [ms, new Date(ms).toISOString()];
  return lastText;
}

function numeral(value: number | null): string {
  return value === null ? '\\N' : String(value);
}
