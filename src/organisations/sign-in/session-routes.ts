import { createRoute } from '@hono/zod-openapi';
import { parseId, showId } from '#kernel/ids';
import { newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import { permissionsOfRole } from '../actors/permission.ts';
import { sameSiteOnly } from '../actors/same-site-only.ts';
import { type SessionView, sessionPatch, sessionSwitch, sessionView } from '../contract.ts';
import { answers, jsonBody } from '../route-parts.ts';
import type { Auth } from './auth-store.ts';
import { setActiveOrganization, updatePerson } from './membership-store.ts';
import type { ReadSession, Session } from './session.ts';

const notSignedIn = { code: 'not_signed_in', detail: 'Nobody is signed in.' };

export function sessionRoutes(parts: { records: Records; auth: Auth; readSession: ReadSession }) {
  const { records, auth, readSession } = parts;
  const read = createRoute({
    method: 'get',
    path: '/api/session',
    tags: ['Sign-in'],
    summary: 'Who is signed in, for which organisation, and what they may do',
    responses: answers('Who is signed in', sessionView),
  });
  const choose = createRoute({
    method: 'post',
    path: '/api/session',
    tags: ['Sign-in'],
    summary: 'Work for another of your organisations',
    middleware: [sameSiteOnly],
    request: { body: jsonBody(sessionSwitch) },
    responses: answers('Who is signed in', sessionView),
  });
  const change = createRoute({
    method: 'patch',
    path: '/api/session',
    tags: ['Sign-in'],
    summary: 'Change your name or the language of your console',
    middleware: [sameSiteOnly],
    request: { body: jsonBody(sessionPatch) },
    responses: answers('Who is signed in', sessionView),
  });

  return newRouter()
    .openapi(change, async (c) => {
      const session = await readSession(c.req.raw.headers);
      if (!session) throw new RefusalError(notSignedIn);
      await updatePerson(records, session.user.id, c.req.valid('json'));
      const changed = await readSession(c.req.raw.headers);
      if (!changed) throw new RefusalError(notSignedIn);
      return c.json(showSession(changed), 200);
    })
    .openapi(read, async (c) => {
      const session = await readSession(c.req.raw.headers);
      if (!session) throw new RefusalError(notSignedIn);
      // Only this route prolongs a session that is used, because only here may its cookie be set again.
      const { headers } = await auth.api.getSession({ headers: c.req.raw.headers, returnHeaders: true });
      for (const cookie of headers?.getSetCookie() ?? []) c.header('set-cookie', cookie, { append: true });
      c.header('cache-control', 'no-store');
      return c.json(showSession(session), 200);
    })
    .openapi(choose, async (c) => {
      const session = await readSession(c.req.raw.headers);
      if (!session) throw new RefusalError(notSignedIn);
      const wanted = parseId('organization', c.req.valid('json').organizationId);
      const membership = session.memberships.find(({ organizationId }) => organizationId === wanted);
      if (!membership) {
        throw new RefusalError({ code: 'not_found', detail: 'You do not work for this organisation.' });
      }
      await setActiveOrganization(records, session.token, membership.organizationId);
      return c.json(showSession({ ...session, membership }), 200);
    });
}

export function showSession(session: Session): SessionView {
  const { membership, user } = session;
  return {
    user: { ...user, id: showId('user', user.id), isOperator: session.isOperator, locale: session.locale },
    memberships: session.memberships.map((one) => ({
      organizationId: showId('organization', one.organizationId),
      organizationName: one.organizationName,
      role: one.role,
    })),
    organization: membership && {
      id: showId('organization', membership.organizationId),
      name: membership.organizationName,
      zone: membership.zone,
      currency: membership.currency,
      simulated: membership.simulated,
      createdAt: membership.organizationCreatedAt.toISOString(),
    },
    member: membership && { id: showId('member', membership.memberId), role: membership.role },
    permissions: membership ? [...permissionsOfRole[membership.role]] : [],
  };
}
