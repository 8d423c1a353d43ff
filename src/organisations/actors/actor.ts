import type { Id, MemberId, OrganizationId } from '#kernel/ids';
import type { Permission, Role } from './permission.ts';

/** Who asks: a person working for an organisation, or a program holding one of its keys. */
export type Actor = MemberActor | ApiKeyActor;

export type MemberActor = {
  readonly kind: 'member';
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** Of the people who run the market. */
  readonly isOperator: boolean;
  readonly permissions: ReadonlySet<Permission>;
};

export type ApiKeyActor = {
  readonly kind: 'api_key';
  readonly organizationId: OrganizationId;
  readonly keyId: Id<'apiKey'>;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
};

declare module '#platform/http' {
  interface RequestVariables {
    /** Who asks; there behind `requireActor`. */
    actor: Actor;
  }
}
