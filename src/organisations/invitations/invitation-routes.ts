import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { clientAddress, newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { addressName, type Limiters, tooManyRequests } from '../actors/gate-limits.ts';
import { requireActor } from '../actors/require-actor.ts';
import { sameSiteOnly } from '../actors/same-site-only.ts';
import {
  type InvitationView,
  invitationAccept,
  invitationAccepted,
  invitationCreate,
  invitationCreated,
  invitationOffer,
  invitationToken,
  invitationView,
  pageOf,
  pageQuery,
} from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, readPage } from '../route-parts.ts';
import type { Auth } from '../sign-in/auth-store.ts';
import { setActiveOrganization } from '../sign-in/membership-store.ts';
import type { ReadSession } from '../sign-in/session.ts';
import { signInAnew } from '../sign-in/sign-in-anew.ts';
import { acceptInvitation, lookAtInvitation } from './accept-invitation.ts';
import { stateOf } from './invitation.ts';
import { type InvitationRow, listInvitations } from './invitation-store.ts';
import { type InvitingParts, invite, revokeInvitation } from './invite.ts';

const tags = ['People'];
const mayWrite = [requireActor('members:write')];

const list = createRoute({
  method: 'get',
  path: '/api/invitations',
  tags,
  summary: 'Invitations, newest first',
  middleware: mayWrite,
  request: { query: pageQuery },
  responses: answers('A page of invitations', pageOf(invitationView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/invitations',
  tags,
  summary: 'Invite a person; the answer holds the link, in case no mail server is set',
  middleware: mayWrite,
  request: { body: jsonBody(invitationCreate) },
  responses: created('The invitation with its link, which is never shown again', invitationCreated),
});
const revoke = createRoute({
  method: 'post',
  path: '/api/invitations/{id}/revoke',
  tags,
  summary: 'Take an open invitation back',
  middleware: mayWrite,
  request: { params: idParam('invitation') },
  responses: answers('The invitation as it is now', invitationView),
});
const look = createRoute({
  method: 'get',
  path: '/api/invitations/accept',
  tags,
  summary: 'What an invitation offers to whoever holds its token',
  request: { query: invitationToken },
  responses: answers('The offer', invitationOffer),
});
const accept = createRoute({
  method: 'post',
  path: '/api/invitations/accept',
  tags,
  summary: 'Accept an invitation, signed in or as a new person, who is then signed in',
  middleware: [sameSiteOnly],
  request: { body: jsonBody(invitationAccept) },
  responses: created('The new membership', invitationAccepted),
});

export type InvitationParts = InvitingParts & {
  readonly auth: Auth;
  readonly readSession: ReadSession;
  readonly limiters: Limiters;
};

export function invitationRoutes(parts: InvitationParts) {
  const { records, auth, readSession, limiters } = parts;
  const routes = newRouter();
  // Accepting hashes a password: whoever tries without end is slowed down like at the sign-in.
  routes.post('/api/invitations/accept', async (c, next) => {
    const pace = limiters.signIn.take(addressName(c));
    return pace.allowed ? await next() : tooManyRequests(c, pace.retryAfterMs);
  });
  return routes
    .openapi(list, async (c) => {
      const page = await readPage(
        records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listInvitations,
        showInvitation,
      );
      return c.json(page, 200);
    })
    .openapi(create, async (c) => {
      const invited = granted(await invite(parts, askerOf(c), c.req.valid('json')));
      c.header('cache-control', 'no-store');
      return c.json({ ...showInvitation(invited), link: invited.link }, 201);
    })
    .openapi(revoke, async (c) => {
      const id = idFrom('invitation', c.req.valid('param').id);
      return c.json(showInvitation(granted(await revokeInvitation(records, askerOf(c), id))), 200);
    })
    .openapi(look, async (c) => {
      const offer = granted(await lookAtInvitation(records, c.req.valid('query').token));
      c.header('cache-control', 'no-store');
      return c.json(
        {
          organizationName: offer.organization_name,
          email: offer.email,
          role: offer.role,
          expiresAt: offer.expires_at.toISOString(),
          hasAccount: offer.hasAccount,
        },
        200,
      );
    })
    .openapi(accept, async (c) => {
      const { token, name, password } = c.req.valid('json');
      const session = await readSession(c.req.raw.headers);
      const signedIn = session?.user ?? null;
      const ipAddress = clientAddress(c);
      const accepted = granted(
        await acceptInvitation(records, { token, signedIn, name, password, ipAddress }),
      );
      if (session) await setActiveOrganization(records, session.token, accepted.organizationId);
      if (accepted.isNewPerson && password) {
        await signInAnew(c, auth, { email: accepted.email, password });
      }
      return c.json(
        {
          organizationId: showId('organization', accepted.organizationId),
          memberId: showId('member', accepted.memberId),
          role: accepted.role,
        },
        201,
      );
    });
}

function showInvitation(row: InvitationRow): InvitationView {
  return invitationView.parse({
    id: showId('invitation', row.id),
    email: row.email,
    role: row.role,
    state: stateOf(row, new Date()),
    invitedBy: row.invited_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  });
}
