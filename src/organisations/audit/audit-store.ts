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
