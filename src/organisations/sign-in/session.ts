import type { Records } from '#platform/records';
import type { Auth } from './auth-store.ts';
import { loadSessionPerson, type Membership, type SessionPerson } from './membership-store.ts';

export type Session = SessionPerson & {
  readonly token: string;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly twoFactorEnabled: boolean;
  };
  /** The membership the session works under now; null for a person whom no organisation employs. */
  readonly membership: Membership | null;
};

export type ReadSession = (headers: Headers) => Promise<Session | null>;

/** Asked anew on every request: a revoked session, a removed member and a changed role take effect at once. */
export function sessionReader(records: Records, auth: Auth): ReadSession {
  return async (headers) => {
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    if (!found) return null;
    const { user, session } = found;
    const person = await loadSessionPerson(records, user.id, session.token);
    return {
      ...person,
      token: session.token,
      user: {
        id: user.id,
        email: user.email,
        name: user.name,
        twoFactorEnabled: user.twoFactorEnabled ?? false,
      },
      membership: chosenMembership(person),
    };
  };
}

/** The organisation chosen last, as long as the person still works there; else the oldest membership. */
export function chosenMembership(person: SessionPerson): Membership | null {
  const chosen = person.memberships.find((one) => one.organizationId === person.activeOrganizationId);
  return chosen ?? person.memberships[0] ?? null;
}
