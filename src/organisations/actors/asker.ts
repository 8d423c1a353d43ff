import type { Context } from 'hono';
import { clientAddress } from '#platform/http';
import { type AuditEntry, auditActor } from '../audit/audit-entry.ts';
import type { Actor } from './actor.ts';
import { actorOf } from './require-actor.ts';

/** Who asks and from where: what a use case needs to decide and the audit log to remember. */
export type Asker = { readonly actor: Actor; readonly ipAddress: string | null };

export function askerOf(c: Context): Asker {
  return { actor: actorOf(c), ipAddress: clientAddress(c) };
}

export type Told = Pick<AuditEntry, 'action' | 'subject' | 'detail'>;

/** An audit entry about what this asker did in their own organisation. */
export function entryBy({ actor, ipAddress }: Asker, told: Told): AuditEntry {
  return { organizationId: actor.organizationId, actor: auditActor(actor), ipAddress, ...told };
}
