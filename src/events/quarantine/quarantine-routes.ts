import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { actorOf, requireActor } from '#organisations';
import { decodeCursor, encodeCursor, newRouter, RefusalError } from '#platform/http';
import {
  type QuarantinedView,
  quarantineCounts,
  quarantinedView,
  quarantinePage,
  quarantineQuery,
  quarantineRetry,
  quarantineSettled,
} from '../contract.ts';
import { answers, idFrom, showWriteKeyId } from '../route-parts.ts';
import { countQuarantine, findQuarantined, listQuarantine, type QuarantineRow } from './quarantine-store.ts';
import { dismissQuarantined, retryQuarantined, type SettleParts } from './settle-quarantined.ts';

const oneEvent = z.object({ id: z.string().max(36) });
const tags = ['Quarantine'];
const readers = [requireActor('events:read')];
/** Whoever may bring data in may also settle what was refused of it. */
const writers = [requireActor('imports:write')];

export function quarantineRoutes(parts: SettleParts) {
  const router = newRouter();
  const { columnar } = parts;

  const list = createRoute({
    method: 'get',
    path: '/api/quarantine',
    tags,
    summary: 'Events that were refused, newest first',
    middleware: readers,
    request: { query: quarantineQuery },
    responses: answers('A page of them', quarantinePage),
  });
  router.openapi(list, async (c) => {
    const { cursor, limit, writeKeyId, ...filter } = c.req.valid('query');
    const key = writeKeyId === undefined ? undefined : idFrom('writeKey', writeKeyId, 'writeKeyId');
    const rows = await listQuarantine(
      columnar,
      actorOf(c).organizationId,
      { ...filter, ...(key === undefined ? {} : { writeKeyId: key }) },
      { after: afterOf(cursor), limit: limit + 1 },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor =
      rows.length > limit && last ? encodeCursor([Date.parse(last.received_at), last.id]) : null;
    return c.json({ items: shown.map(showQuarantined), nextCursor }, 200);
  });

  const counts = createRoute({
    method: 'get',
    path: '/api/quarantine/reasons',
    tags,
    summary: 'How many events wait in the quarantine, by reason',
    middleware: readers,
    responses: answers('Counts, the most frequent first', quarantineCounts),
  });
  router.openapi(counts, async (c) => {
    const reasons = await countQuarantine(columnar, actorOf(c).organizationId);
    return c.json({ total: reasons.reduce((sum, { count }) => sum + count, 0), reasons }, 200);
  });

  const read = createRoute({
    method: 'get',
    path: '/api/quarantine/{id}',
    tags,
    summary: 'One refused event',
    middleware: readers,
    request: { params: oneEvent },
    responses: answers('The event with its reason', quarantinedView),
  });
  router.openapi(read, async (c) => {
    const id = idFrom('event', c.req.valid('param').id, 'id');
    const row = await findQuarantined(columnar, actorOf(c).organizationId, id);
    if (row === null)
      throw new RefusalError({ code: 'not_found', detail: 'There is no such event in the quarantine.' });
    return c.json(showQuarantined(row), 200);
  });

  const retry = createRoute({
    method: 'post',
    path: '/api/quarantine/{id}/retry',
    tags,
    summary: 'Try a refused event again, mended where an event is given',
    middleware: writers,
    request: { params: oneEvent, body: { content: { 'application/json': { schema: quarantineRetry } } } },
    responses: answers('It went in', quarantineSettled),
  });
  router.openapi(retry, async (c) => {
    const id = idFrom('event', c.req.valid('param').id, 'id');
    const { event } = c.req.valid('json') ?? {};
    const { state } = granted(await retryQuarantined(parts, actorOf(c).organizationId, id, event));
    return c.json({ id: showId('event', id), state }, 200);
  });

  const dismiss = createRoute({
    method: 'post',
    path: '/api/quarantine/{id}/dismiss',
    tags,
    summary: 'Put a refused event aside for good',
    middleware: writers,
    request: { params: oneEvent },
    responses: answers('It is dismissed', quarantineSettled),
  });
  router.openapi(dismiss, async (c) => {
    const id = idFrom('event', c.req.valid('param').id, 'id');
    const { state } = granted(await dismissQuarantined(parts, actorOf(c).organizationId, id));
    return c.json({ id: showId('event', id), state }, 200);
  });
  return router;
}

function granted<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new RefusalError(result.refusal);
  return result.value;
}

function afterOf(cursor: string | undefined): { receivedMs: number; id: string } | null {
  if (cursor === undefined) return null;
  const [receivedMs, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof receivedMs !== 'number' || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id))
    throw new RefusalError({
      code: 'invalid_request',
      detail: 'The cursor is not one of ours.',
      field: 'cursor',
    });
  return { receivedMs, id };
}

function showQuarantined(row: QuarantineRow): QuarantinedView {
  return {
    id: showId('event', row.id),
    receivedAt: row.received_at,
    writeKeyId: showWriteKeyId(row.write_key_id),
    messageId: row.message_id,
    type: row.type,
    event: row.event,
    code: row.code,
    field: row.field,
    detail: row.detail,
    reason: row.reason === '' ? null : row.reason,
    values: JSON.parse(row.reason_values || '{}'),
    state: row.state,
    raw: row.raw,
    isWhole: row.is_whole === 1,
  };
}
