import type { Context } from 'hono';
import { type Actor, type AuditEntry, actorOf, auditActor, writeAudit } from '#organisations';
import { clientAddress } from '#platform/http';
import type { Trx } from '#platform/records';

/** Who asks and from where, for the audit log. */
export type Asker = { readonly actor: Actor; readonly ipAddress: string | null };

export const askerOf = (c: Context): Asker => ({ actor: actorOf(c), ipAddress: clientAddress(c) });

/** Written in the transaction of what it tells about. */
export function note(
  trx: Trx,
  { actor, ipAddress }: Asker,
  told: Pick<AuditEntry, 'action' | 'subject' | 'detail'>,
): Promise<void> {
  return writeAudit(trx, {
    organizationId: actor.organizationId,
    actor: auditActor(actor),
    ipAddress,
    ...told,
  });
}
