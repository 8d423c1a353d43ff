import { asId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { writeAudit } from '../audit/audit-store.ts';

/** Tells every organisation the person works for; a person belongs to the market, the logs to organisations. */
export async function logSecurityEvent(
  records: Records,
  event: { userId: string; action: string; ipAddress: string | null },
): Promise<void> {
  await records.market(async (trx) => {
    const members = await trx
      .selectFrom('members')
      .select(['id', 'organization_id', 'name'])
      .where('user_id', '=', event.userId)
      .where('removed_at', 'is', null)
      .execute();
    for (const member of members) {
      await writeAudit(trx, {
        organizationId: asId('organization', member.organization_id),
        actor: { kind: 'member', id: member.id, name: member.name },
        action: event.action,
        subject: { kind: 'member', id: member.id },
        ipAddress: event.ipAddress,
      });
    }
  });
}
