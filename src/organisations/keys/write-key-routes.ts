import { createRoute } from '@hono/zod-openapi';
import { type ShopId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import {
  pageOf,
  pageQuery,
  type WriteKeyView,
  writeKeyCreate,
  writeKeyCreated,
  writeKeyView,
} from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageFrom, showPage } from '../route-parts.ts';
import { createWriteKey, revokeWriteKeyOf } from './keys.ts';
import { type findWriteKeyRow, listWriteKeys } from './write-key-store.ts';

const tags = ['Keys'];
const mayWrite = [requireActor('keys:write')];

const list = createRoute({
  method: 'get',
  path: '/api/write-keys',
  tags,
  summary: 'Keys of sources that send events, newest first',
  middleware: mayWrite,
  request: { query: pageQuery },
  responses: answers('A page of keys, without their secrets', pageOf(writeKeyView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/write-keys',
  tags,
  summary: 'Make a key for a source of events: public for browsers, secret for servers',
  middleware: mayWrite,
  request: { body: jsonBody(writeKeyCreate) },
  responses: created('The key with its secret, which is never shown again', writeKeyCreated),
});
const revoke = createRoute({
  method: 'post',
  path: '/api/write-keys/{id}/revoke',
  tags,
  summary: 'Stop a key for good, everywhere within five seconds',
  middleware: mayWrite,
  request: { params: idParam('writeKey') },
  responses: answers('The key as it is now', writeKeyView),
});

export function writeKeyRoutes(records: Records, forgetKeys: () => void) {
  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = pageFrom({ limit, cursor });
      const rows = await records.organization(c.var.actor.organizationId, (trx) => listWriteKeys(trx, page));
      return c.json(showPage(rows, limit, showWriteKey), 200);
    })
    .openapi(create, async (c) => {
      const made = granted(
        await createWriteKey(records, askerOf(c), {
          ...c.req.valid('json'),
          shopId: shopIdFrom(c.req.valid('json').shopId),
        }),
      );
      c.header('cache-control', 'no-store');
      return c.json({ ...showWriteKey(made), secret: made.secret }, 201);
    })
    .openapi(revoke, async (c) => {
      const id = idFrom('writeKey', c.req.valid('param').id);
      const row = granted(await revokeWriteKeyOf(records, askerOf(c), id));
      forgetKeys();
      return c.json(showWriteKey(row), 200);
    });
}

type WriteKeyRow = NonNullable<Awaited<ReturnType<typeof findWriteKeyRow>>>;

function showWriteKey(row: WriteKeyRow): WriteKeyView {
  return writeKeyView.parse({
    id: showId('writeKey', row.id),
    name: row.name,
    hint: row.hint,
    kind: row.kind,
    shopId: row.shop_id && showId('shop', row.shop_id),
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  });
}

function shopIdFrom(text: string | null | undefined): ShopId | null {
  return text ? idFrom('shop', text) : null;
}
