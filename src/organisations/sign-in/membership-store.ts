import { asId, type MemberId, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { isRole, type Role } from '../actors/permission.ts';

export type Membership = {
  readonly memberId: MemberId;
  readonly role: Role;
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly zone: string;
  readonly currency: string;
  readonly simulated: boolean;
  readonly organizationCreatedAt: Date;
};

export type SessionPerson = {
  readonly memberships: readonly Membership[];
  /** The organisation this session last chose, if any. */
  readonly activeOrganizationId: OrganizationId | null;
  readonly isOperator: boolean;
  readonly locale: 'zh' | 'en' | null;
};

/** A person works for several organisations, so what a session may enter is asked of the market. */
export function loadSessionPerson(
  records: Records,
  userId: string,
  sessionToken: string,
): Promise<SessionPerson> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('members')
      .innerJoin('organizations', 'organizations.id', 'members.organization_id')
      .select([
        'members.id as memberId',
        'members.role',
        'organizations.id as organizationId',
        'organizations.name as organizationName',
        'organizations.zone',
        'organizations.currency',
        'organizations.simulated',
        'organizations.created_at as organizationCreatedAt',
      ])
      .where('members.user_id', '=', userId)
      .where('members.removed_at', 'is', null)
      .orderBy('members.id')
      .execute();
    const session = await trx
      .selectFrom('auth_sessions')
      .innerJoin('auth_users', 'auth_users.id', 'auth_sessions.user_id')
      .select(['auth_sessions.active_organization_id', 'auth_users.is_operator', 'auth_users.locale'])
      .where('auth_sessions.token', '=', sessionToken)
      .executeTakeFirst();
    return {
      memberships: rows.map((row) => {
        if (!isRole(row.role)) throw new Error(`Member ${row.memberId} has the unknown role ${row.role}.`);
        return {
          ...row,
          role: row.role,
          memberId: asId('member', row.memberId),
          organizationId: asId('organization', row.organizationId),
        };
      }),
      activeOrganizationId: session?.active_organization_id
        ? asId('organization', session.active_organization_id)
        : null,
      isOperator: session?.is_operator ?? false,
      locale: session?.locale === 'zh' || session?.locale === 'en' ? session.locale : null,
    };
  });
}

export async function setActiveOrganization(
  records: Records,
  sessionToken: string,
  organizationId: OrganizationId,
): Promise<void> {
  await records.market((trx) =>
    trx
      .updateTable('auth_sessions')
      .set({ active_organization_id: organizationId })
      .where('token', '=', sessionToken)
      .execute(),
  );
}

/** A new name shows in every organisation the person works for; what was logged keeps the old one. */
export async function updatePerson(
  records: Records,
  userId: string,
  change: { name?: string | undefined; locale?: 'zh' | 'en' | null | undefined },
): Promise<void> {
  await records.market(async (trx) => {
    const { name, locale } = change;
    if (locale !== undefined) {
      await trx.updateTable('auth_users').set({ locale }).where('id', '=', userId).execute();
    }
    if (name === undefined) return;
    await trx.updateTable('auth_users').set({ name }).where('id', '=', userId).execute();
    await trx.updateTable('members').set({ name }).where('user_id', '=', userId).execute();
  });
}
