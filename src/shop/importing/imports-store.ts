import { sql } from 'kysely';
import type { FileShape } from '#events/file-reading';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import {
  emptySummary,
  type ImportPosition,
  type ImportState,
  type ImportSummary,
  startPosition,
} from './import-job.ts';
import { type ImportShape, readShape } from './import-shape.ts';
import type { Proposal } from './receiving/settle-options.ts';

export type ImportRecord = {
  readonly id: string;
  readonly kind: 'orders' | 'events';
  readonly fileName: string;
  readonly fileKey: string;
  readonly fileBytes: number;
  readonly state: ImportState;
  readonly shape: ImportShape;
  readonly mapping: Record<string, string> | null;
  readonly options: Record<string, unknown>;
  readonly rowsTotal: number | null;
  readonly rowsRead: number;
  readonly rowsTaken: number;
  readonly rowsRejected: number;
  readonly bytesRead: number;
  readonly position: ImportPosition;
  readonly summary: ImportSummary;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** When its file had to go because it named somebody who was erased; null while it is there. */
  readonly fileRemovedAt: Date | null;
};

type Row = Omit<ImportRecord, 'shape'> & { readonly shape: unknown };
const recordOf = (row: Row): ImportRecord => ({ ...row, shape: readShape(row.shape) });

const columns = sql<Row>`id, kind, file_name AS "fileName", file_key AS "fileKey", file_bytes AS "fileBytes", state, shape, mapping,
  options, rows_total AS "rowsTotal", rows_read AS "rowsRead", rows_taken AS "rowsTaken", rows_rejected AS "rowsRejected",
  bytes_read AS "bytesRead", position, summary, error, created_by AS "createdBy", created_at AS "createdAt",
  started_at AS "startedAt", finished_at AS "finishedAt", file_removed_at AS "fileRemovedAt"`;

export async function findImport(trx: Trx, id: string): Promise<ImportRecord | null> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM imports WHERE id = ${id}`.execute(trx);
  return rows[0] ? recordOf(rows[0]) : null;
}

export async function loadImport(
  records: Records,
  organizationId: OrganizationId,
  id: string,
): Promise<ImportRecord | null> {
  return records.organization(organizationId, (trx) => findImport(trx, id));
}

/** Newest first; `before` is the last id of the page before. */
export async function listImports(
  records: Records,
  organizationId: OrganizationId,
  before: string | null,
  limit: number,
): Promise<ImportRecord[]> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<Row>`
      SELECT ${columns} FROM imports WHERE ${before === null ? sql`true` : sql`id < ${before}::uuid`} ORDER BY id DESC LIMIT ${limit}`.execute(
      trx,
    );
    return rows.map(recordOf);
  });
}

export type NewImport = Pick<
  ImportRecord,
  'id' | 'kind' | 'fileName' | 'fileKey' | 'fileBytes' | 'createdBy'
> & {
  readonly sha256: Buffer;
  /** Of the file, and of its rows where they need a mapping: flat, as `readShape` reads it. */
  readonly shape: FileShape & Partial<Proposal>;
};

export async function addImport(
  records: Records,
  organizationId: OrganizationId,
  added: NewImport,
): Promise<void> {
  await records.organization(organizationId, (trx) =>
    sql`
      INSERT INTO imports (id, organization_id, kind, file_name, file_key, file_bytes, file_sha256, state, shape, position, summary, created_by)
      VALUES (${added.id}, ${organizationId}, ${added.kind}, ${added.fileName}, ${added.fileKey}, ${added.fileBytes}, ${added.sha256},
        'received', ${jsonText(added.shape)}::jsonb, ${JSON.stringify(startPosition)}::jsonb,
        ${JSON.stringify(emptySummary)}::jsonb, ${added.createdBy})`.execute(trx),
  );
}

/** jsonb holds neither U+0000 nor half a surrogate pair, and a hostile header may hold both. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '').toWellFormed() : inner,
  );
}

export async function startImport(trx: Trx, id: string, mapping: object, options: object): Promise<void> {
  await sql`
    UPDATE imports SET state = 'running', mapping = ${JSON.stringify(mapping)}::jsonb, options = ${JSON.stringify(options)}::jsonb, error = NULL,
      started_at = now(), finished_at = NULL WHERE id = ${id}`.execute(trx);
}

export async function finishImport(
  trx: Trx,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  error: string | null,
): Promise<void> {
  await sql`
    UPDATE imports SET state = ${state}, error = ${error}, finished_at = now(),
      rows_total = CASE WHEN ${state} = 'done' THEN rows_read ELSE rows_total END WHERE id = ${id}`.execute(
    trx,
  );
}

export async function lockForChange(trx: Trx, id: string): Promise<ImportRecord | null> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM imports WHERE id = ${id} FOR UPDATE`.execute(trx);
  return rows[0] ? recordOf(rows[0]) : null;
}
