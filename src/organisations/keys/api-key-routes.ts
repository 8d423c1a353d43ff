import { showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { askerOf } from '../actors/asker.ts';
import { type ApiKeyView, apiKeyCreate, apiKeyCreated, apiKeyView } from '../contract.ts';
import { granted, idFrom, readPage } from '../route-parts.ts';
import { type findApiKeyRow, listApiKeys } from './api-key-store.ts';
import { describeKeys } from './describe-keys.ts';
import { createApiKey, revokeApiKeyOf } from './keys.ts';

const { list, create, revoke } = describeKeys({
  path: '/api/api-keys',
  kind: 'apiKey',
  words: {
    list: 'Keys of programs that use the API, newest first',
    create: 'Make a key for a program, with some of your permissions',
  },
  create: apiKeyCreate,
  created: apiKeyCreated,
  view: apiKeyView,
});

export function apiKeyRoutes(records: Records, forgetKeys: () => void) {
  return newRouter()
    .openapi(list, async (c) => {
      const page = await readPage(
        records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listApiKeys,
        showApiKey,
      );
      return c.json(page, 200);
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
