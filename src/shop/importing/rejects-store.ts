import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { TextValues } from '#kernel/text';
import type { Records, Trx } from '#platform/records';

export type RejectedLine = {
  readonly number: number;
  readonly code: string;
  readonly field: string | null;
  readonly detail: string;
  readonly reason: string;
  readonly values: TextValues;
  readonly raw: string;
};
export type RejectRecord = Omit<RejectedLine, 'number' | 'reason'> & {
  readonly row: number;
  /** Null for what was rejected before reasons were kept. */
  readonly reason: string | null;
};

/** Raw text of a rejected row is kept this far; whole novels are not. */
const rawMax = 4_000;

/** Rejects as rows for `jsonb_to_recordset`; PostgreSQL holds no U+0000. */
export function rejectsJson(rejects: readonly RejectedLine[]): string {
  const clean = (text: string, max: number) => text.replaceAll('\0', '').slice(0, max).toWellFormed();
  const cleanValues = (values: TextValues) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? clean(value, 1_000) : value,
      ]),
    );
  return JSON.stringify(
    rejects.map((one) => ({
      ...one,
      detail: clean(one.detail, 1_000),
      values: cleanValues(one.values),
      raw: clean(one.raw, rawMax),
    })),
  );
}

export async function saveRejects(
  trx: Trx,
  organizationId: OrganizationId,
  importId: string,
  rejects: readonly RejectedLine[],
): Promise<void> {
  if (rejects.length === 0) return;
  await sql`
    INSERT INTO import_rejects (organization_id, import_id, row_number, code, field, detail, reason, reason_values, raw)
    SELECT ${organizationId}, ${importId}, r.number, r.code, r.field, r.detail, r.reason, r.values, r.raw
    FROM jsonb_to_recordset(${rejectsJson(rejects)}::jsonb)
      AS r (number bigint, code text, field text, detail text, reason text, "values" jsonb, raw text)`.execute(
    trx,
  );
}

export async function listRejects(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
  afterRow: number,
  limit: number,
): Promise<RejectRecord[]> {
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('import_rejects')
      .select(['row_number as row', 'code', 'field', 'detail', 'reason', 'reason_values as values', 'raw'])
      .where('import_id', '=', importId)
      .where('row_number', '>', afterRow)
      .orderBy('row_number')
      .limit(limit)
      .execute(),
  );
  return rows.map((row) => ({ ...row, reason: row.reason || null, values: row.values as TextValues }));
}

export async function countRejects(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
): Promise<{ code: string; rows: number }[]> {
  return records.organization(organizationId, (trx) =>
    trx
      .selectFrom('import_rejects')
      .select((select) => ['code', select.fn.countAll<number>().as('rows')])
      .where('import_id', '=', importId)
      .groupBy('code')
      .orderBy('rows', 'desc')
      .execute(),
  );
}
