import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { AuditEntry } from './audit-entry.ts';

/** Written in the transaction of what it tells about: both happen or neither. */
export async function writeAudit(trx: Trx, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('audit_log')
    .values({
      id: newId('auditEntry'),
      organization_id: entry.organizationId,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      actor_name: entry.actor.name,
      action: entry.action,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      detail: JSON.stringify(entry.detail ?? {}),
      ip_address: entry.ipAddress ?? null,
    })
    .execute();
}

export type AuditFilter = {
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly actorId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The last entry of the page before, with its instant in the database's own microseconds. */
  readonly after: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
};

/** Newest first, under the organisation of the transaction. */
export function listAuditEntries(trx: Trx, filter: AuditFilter) {
  let query = trx
    .selectFrom('audit_log')
    .selectAll()
    .select(sql<string>`at::text`.as('at_text'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.action) query = query.where('action', '=', filter.action);
  if (filter.subjectKind) query = query.where('subject_kind', '=', filter.subjectKind);
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId);
  if (filter.from) query = query.where('at', '>=', new Date(filter.from));
  if (filter.to) query = query.where('at', '<', new Date(filter.to));
  if (filter.after) {
    const { at, id } = filter.after;
    query = query.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return query.execute();
}
