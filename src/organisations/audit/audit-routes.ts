import { createRoute } from '@hono/zod-openapi';
import { type IdKind, idPrefixes, parseId, showId } from '#kernel/ids';
import { decodeCursor, encodeCursor, newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import { requireActor } from '../actors/require-actor.ts';
import { type AuditEntryView, auditEntryView, auditQuery, pageOf } from '../contract.ts';
import { answers } from '../route-parts.ts';
import { listAuditEntries } from './audit-store.ts';

const list = createRoute({
  method: 'get',
  path: '/api/audit-log',
  tags: ['People'],
  summary: 'Who did what to what, newest first; nobody can edit it',
  middleware: [requireActor('audit:read')],
  request: { query: auditQuery },
  responses: answers('A page of entries', pageOf(auditEntryView)),
});

export function auditRoutes(records: Records) {
  return newRouter().openapi(list, async (c) => {
    const { limit, cursor, actorId, ...filter } = c.req.valid('query');
    const rows = await records.organization(c.var.actor.organizationId, (trx) =>
      listAuditEntries(trx, {
        ...filter,
        actorId: actorId === undefined ? undefined : actorIdFrom(actorId),
        after: cursor === undefined ? null : placeFrom(cursor),
        limit: limit + 1,
      }),
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor([last.at_text, last.id]) : null;
    return c.json({ items: shown.map(showEntry), nextCursor }, 200);
  });
}

function actorIdFrom(text: string): string {
  const id = parseId('member', text) ?? parseId('apiKey', text);
  if (id) return id;
  throw new RefusalError({
    code: 'invalid_request',
    detail: 'actorId must be the id of a member or an API key.',
    field: 'actorId',
  });
}

function placeFrom(cursor: string): { at: string; id: string } {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const sound =
    typeof at === 'string' &&
    /^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/.test(at) &&
    Number.isFinite(Date.parse(at));
  if (sound && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { at, id };
  throw new RefusalError({
    code: 'invalid_request',
    detail: 'The cursor is not one of ours.',
    field: 'cursor',
  });
}

/** Subjects are named like tables; the ids people see carry the kind's prefix. */
const kindOfSubject: Readonly<Record<string, IdKind>> = { api_key: 'apiKey', write_key: 'writeKey' };

function showSubjectId(kind: string, id: string | null): string | null {
  const shownKind = kindOfSubject[kind] ?? kind;
  return id !== null && Object.hasOwn(idPrefixes, shownKind) ? showId(shownKind as IdKind, id) : id;
}

type Entry = Awaited<ReturnType<typeof listAuditEntries>>[number];

function showEntry(row: Entry): AuditEntryView {
  return auditEntryView.parse({
    id: showId('auditEntry', row.id),
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: showSubjectId(row.actor_kind, row.actor_id), name: row.actor_name },
    action: row.action,
    subject: { kind: row.subject_kind, id: showSubjectId(row.subject_kind, row.subject_id) },
    detail: row.detail,
    ipAddress: row.ip_address,
  });
}
