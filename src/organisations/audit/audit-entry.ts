import type { OrganizationId } from '#kernel/ids';
import type { Actor } from '../actors/actor.ts';

/** Who did what to what. `detail` says what changed, never a secret. */
export type AuditEntry = {
  readonly organizationId: OrganizationId;
  readonly actor: {
    readonly kind: 'member' | 'api_key' | 'system';
    readonly id: string | null;
    readonly name: string;
  };
  /** A subject and a past participle, such as `member.role_changed`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly ipAddress?: string | null;
};

export const systemActor = { kind: 'system', id: null, name: 'Meadow' } as const;

export function auditActor(actor: Actor): AuditEntry['actor'] {
  return actor.kind === 'member'
    ? { kind: 'member', id: actor.memberId, name: actor.name }
    : { kind: 'api_key', id: actor.keyId, name: actor.name };
}
