import { hash } from 'node:crypto';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { EventRefusal } from '../collector/checked-event.ts';
import type { QuarantineCode, QuarantineReason, QuarantineState } from '../contract.ts';
import { reasonText } from './reason-text.ts';

/** A row of the quarantine as it is written and read. */
export type QuarantineRow = {
  readonly id: string;
  readonly received_at: string;
  readonly state: QuarantineState;
  readonly write_key_id: string;
  readonly message_id: string;
  readonly type: string;
  readonly event: string;
  readonly code: QuarantineCode;
  readonly field: string;
  readonly detail: string;
  /** Empty for what was refused before reasons were kept. */
  readonly reason: QuarantineReason | '';
  /** JSON of what fills the places of the reason's sentence. */
  readonly reason_values: string;
  readonly is_whole: number;
  readonly raw: string;
};

/** A refusal as the quarantine keeps it. */
export function refusalColumns(
  refusal: EventRefusal,
): Pick<QuarantineRow, 'code' | 'field' | 'detail' | 'reason' | 'reason_values'> {
  const { code, field, reason, values = {} } = refusal;
  return { code, field, detail: reasonText(refusal), reason, reason_values: JSON.stringify(values) };
}

export type QuarantineFilter = {
  readonly state: QuarantineState;
  readonly code?: QuarantineCode | undefined;
  readonly writeKeyId?: string | undefined;
  readonly event?: string | undefined;
};

/** Columns as they are read; instants as ISO 8601. */
const columns = `toString(id) AS id, concat(replaceOne(toString(received_at), ' ', 'T'), 'Z') AS received_at, state,
  toString(write_key_id) AS write_key_id, message_id, type, event, code, field, detail, reason, reason_values,
  is_whole, raw`;

/** Keeps refused events, or a new state of them; durable when it resolves. */
export async function writeQuarantine(
  columnar: Columnar,
  organizationId: OrganizationId,
  rows: readonly QuarantineRow[],
  writtenMs: number,
): Promise<void> {
  const written_at = new Date(writtenMs).toISOString();
  const full = rows.map((row) => ({ organization_id: organizationId, written_at, ...row }));
  await columnar.insert('quarantined_events', full, hash('sha256', JSON.stringify(full), 'hex'));
}

/** Newest first; `after` is the last row of the page before. */
export async function listQuarantine(
  columnar: Columnar,
  organizationId: OrganizationId,
  filter: QuarantineFilter,
  page: {
    readonly after: { readonly receivedMs: number; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<QuarantineRow[]> {
  const conditions = ['state = {state:String}'];
  if (filter.code !== undefined) conditions.push('code = {code:String}');
  if (filter.writeKeyId !== undefined) conditions.push('q.write_key_id = {writeKeyId:UUID}');
  if (filter.event !== undefined) conditions.push('event = {event:String}');
  if (page.after !== null)
    conditions.push(
      "(q.received_at, q.id) < (fromUnixTimestamp64Milli({afterMs:Int64}, 'UTC'), {afterId:UUID})",
    );
  const { rows } = await columnar.query<QuarantineRow>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT ${columns} FROM $quarantined_events AS q WHERE ${conditions.join(' AND ')}
            ORDER BY q.received_at DESC, q.id DESC LIMIT {limit:UInt32}`,
      params: {
        ...filter,
        afterMs: page.after?.receivedMs ?? 0,
        afterId: page.after?.id ?? '00000000-0000-0000-0000-000000000000',
        limit: page.limit,
      },
    },
  );
  return rows;
}

export async function findQuarantined(
  columnar: Columnar,
  organizationId: OrganizationId,
  id: string,
): Promise<QuarantineRow | null> {
  const { rows } = await columnar.query<QuarantineRow>(
    { kind: 'organization', organizationId },
    { sql: `SELECT ${columns} FROM $quarantined_events AS q WHERE q.id = {id:UUID}`, params: { id } },
  );
  return rows[0] ?? null;
}

export type ReasonCount = {
  readonly code: QuarantineCode;
  readonly field: string;
  readonly event: string;
  readonly count: number;
  readonly lastAt: string;
};

/** How many wait for each reason, the most frequent first. */
export async function countQuarantine(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<ReasonCount[]> {
  const { rows } = await columnar.query<ReasonCount>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT code, field, event, count() AS count,
              concat(replaceOne(toString(max(received_at)), ' ', 'T'), 'Z') AS lastAt
            FROM $quarantined_events WHERE state = 'open'
            GROUP BY code, field, event ORDER BY count DESC, code, field, event LIMIT 200`,
    },
  );
  return rows;
}
