import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import { type ApiKeyView, apiKeyCreate, apiKeyCreated, apiKeyView, pageOf, pageQuery } from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageFrom, showPage } from '../route-parts.ts';
import { type findApiKeyRow, listApiKeys } from './api-key-store.ts';
import { createApiKey, revokeApiKeyOf } from './keys.ts';

const tags = ['Keys'];
const mayWrite = [requireActor('keys:write')];

const list = createRoute({
  method: 'get',
  path: '/api/api-keys',
  tags,
  summary: 'Keys of programs that use the API, newest first',
  middleware: mayWrite,
  request: { query: pageQuery },
  responses: answers('A page of keys, without their secrets', pageOf(apiKeyView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/api-keys',
  tags,
  summary: 'Make a key for a program, with some of your permissions',
  middleware: mayWrite,
  request: { body: jsonBody(apiKeyCreate) },
  responses: created('The key with its secret, which is never shown again', apiKeyCreated),
});
const revoke = createRoute({
  method: 'post',
  path: '/api/api-keys/{id}/revoke',
  tags,
  summary: 'Stop a key for good, everywhere within five seconds',
  middleware: mayWrite,
  request: { params: idParam('apiKey') },
  responses: answers('The key as it is now', apiKeyView),
});

export function apiKeyRoutes(records: Records, forgetKeys: () => void) {
  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = pageFrom({ limit, cursor });
      const rows = await records.organization(c.var.actor.organizationId, (trx) => listApiKeys(trx, page));
      return c.json(showPage(rows, limit, showApiKey), 200);
    })
    .openapi(create, async (c) => {
      const made = granted(await createApiKey(records, askerOf(c), c.req.valid('json')));
      c.header('cache-control', 'no-store');
      return c.json({ ...showApiKey(made), secret: made.secret }, 201);
    })
    .openapi(revoke, async (c) => {
      const id = idFrom('apiKey', c.req.valid('param').id);
      const row = granted(await revokeApiKeyOf(records, askerOf(c), id));
      forgetKeys();
      return c.json(showApiKey(row), 200);
    });
}

type ApiKeyRow = NonNullable<Awaited<ReturnType<typeof findApiKeyRow>>>;

function showApiKey(row: ApiKeyRow): ApiKeyView {
  return apiKeyView.parse({
    id: showId('apiKey', row.id),
    name: row.name,
    hint: row.hint,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  });
}
