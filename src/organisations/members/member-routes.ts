import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import type { Actor } from '../actors/actor.ts';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import { type MemberView, memberPatch, memberView, pageOf, pageQuery } from '../contract.ts';
import { answers, granted, idFrom, idParam, jsonBody, readPage } from '../route-parts.ts';
import { listMembers } from './member-store.ts';
import { changeMember, type MemberRow } from './members.ts';

const tags = ['People'];

const list = createRoute({
  method: 'get',
  path: '/api/members',
  tags,
  summary: 'Who works here; keys need the permission members:write',
  middleware: [requireActor()],
  request: { query: pageQuery },
  responses: answers('A page of members', pageOf(memberView)),
});
const change = createRoute({
  method: 'patch',
  path: '/api/members/{id}',
  tags,
  summary: 'Give a member another role',
  middleware: [requireActor('members:write')],
  request: { params: idParam('member'), body: jsonBody(memberPatch) },
  responses: answers('The member as they are now', memberView),
});
const remove = createRoute({
  method: 'delete',
  path: '/api/members/{id}',
  tags,
  summary: 'Remove a member; what they did stays in the audit log',
  middleware: [requireActor('members:write')],
  request: { params: idParam('member') },
  responses: answers('The member that was removed', memberView),
});

export function memberRoutes(records: Records) {
  return newRouter()
    .openapi(list, async (c) => {
      mustSeePeople(c.var.actor);
      const page = await readPage(
        records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listMembers,
        showMember,
      );
      return c.json(page, 200);
    })
    .openapi(change, async (c) => {
      const id = idFrom('member', c.req.valid('param').id);
      const changed = changeMember(records, askerOf(c), id, c.req.valid('json').role);
      return c.json(showMember(granted(await changed)), 200);
    })
    .openapi(remove, async (c) => {
      const id = idFrom('member', c.req.valid('param').id);
      return c.json(showMember(granted(await changeMember(records, askerOf(c), id, null))), 200);
    });
}

/** Colleagues know each other; a program that only reads numbers has no business with e-mail addresses. */
function mustSeePeople(actor: Actor): void {
  if (actor.kind === 'member' || actor.permissions.has('members:write')) return;
  throw new RefusalError({ code: 'forbidden', detail: 'This needs the permission members:write.' });
}

function showMember(row: MemberRow): MemberView {
  return memberView.parse({
    id: showId('member', row.id),
    email: row.email,
    name: row.name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
  });
}
