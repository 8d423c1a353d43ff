import { type Refusal, type Result, refuse } from '#kernel/result';
import type { Session } from '../sign-in/session.ts';
import type { Actor, ApiKeyActor, MemberActor } from './actor.ts';
import { permissionsOfRole } from './permission.ts';

export type ActorRefusal = Refusal<'not_signed_in' | 'wrong_key' | 'forbidden'>;
export type ResolveActor = (request: Request) => Promise<Result<Actor, ActorRefusal>>;

export type ActorSources = {
  readonly findApiKey: (secret: string) => Promise<ApiKeyActor | null>;
  readonly readSession: (headers: Headers) => Promise<Session | null>;
};

/** Who asks: the key in `Authorization: Bearer`, which wins over a cookie, or the person signed in. */
export function actorResolver({ findApiKey, readSession }: ActorSources): ResolveActor {
  return async (request) => {
    const authorization = request.headers.get('authorization');
    if (authorization !== null) {
      const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      const actor = secret ? await findApiKey(secret) : null;
      return actor
        ? { ok: true, value: actor }
        : refuse('wrong_key', 'The key in Authorization is not valid, or was revoked.');
    }
    const session = request.headers.has('cookie') ? await readSession(request.headers) : null;
    if (!session) return refuse('not_signed_in', 'Sign in, or send an API key as Authorization: Bearer.');
    const actor = memberActor(session);
    return actor
      ? { ok: true, value: actor }
      : refuse('forbidden', 'You do not work for any organisation here.');
  };
}

export function memberActor(session: Session): MemberActor | null {
  const { membership, user, isOperator } = session;
  if (!membership) return null;
  return {
    kind: 'member',
    organizationId: membership.organizationId,
    memberId: membership.memberId,
    userId: user.id,
    name: user.name,
    role: membership.role,
    isOperator,
    permissions: new Set(permissionsOfRole[membership.role]),
  };
}
