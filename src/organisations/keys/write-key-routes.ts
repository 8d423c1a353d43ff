import { type ShopId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { askerOf } from '../actors/asker.ts';
import { type WriteKeyView, writeKeyCreate, writeKeyCreated, writeKeyView } from '../contract.ts';
import { granted, idFrom, readPage } from '../route-parts.ts';
import { describeKeys } from './describe-keys.ts';
import { createWriteKey, revokeWriteKeyOf } from './keys.ts';
import { type findWriteKeyRow, listWriteKeys } from './write-key-store.ts';

const { list, create, revoke } = describeKeys({
  path: '/api/write-keys',
  kind: 'writeKey',
  words: {
    list: 'Keys of sources that send events, newest first',
    create: 'Make a key for a source of events: public for browsers, secret for servers',
  },
  create: writeKeyCreate,
  created: writeKeyCreated,
  view: writeKeyView,
});

export function writeKeyRoutes(records: Records, forgetKeys: () => void) {
  return newRouter()
    .openapi(list, async (c) => {
      const page = await readPage(
        records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listWriteKeys,
        showWriteKey,
      );
      return c.json(page, 200);
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
