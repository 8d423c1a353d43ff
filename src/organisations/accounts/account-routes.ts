import { showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { type AccountView, accountCreate, accountPatch, accountView } from '../contract.ts';
import { granted, idFrom, readPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import { describePart } from '../structure/describe-part.ts';
import { type AccountRow, listAccounts } from './account-store.ts';
import { archiveAccount, changeAccount, createAccount } from './accounts.ts';

const { list, create, change, archive, restore } = describePart({
  path: '/api/accounts',
  kind: 'account',
  words: {
    many: 'Accounts',
    create: 'Add a content account, bound to a shop',
    change: 'Rename a content account, or bind it to another shop',
  },
  create: accountCreate,
  patch: accountPatch,
  view: accountView,
});

export function accountRoutes(parts: StructureParts) {
  return newRouter()
    .openapi(list, async (c) => {
      const page = await readPage(
        parts.records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listAccounts,
        showAccount,
      );
      return c.json(page, 200);
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      return c.json(
        showAccount(
          granted(
            await createAccount(parts, askerOf(c), {
              ...input,
              shopId: idFrom('shop', input.shopId),
              externalId: input.externalId ?? null,
            }),
          ),
        ),
        201,
      );
    })
    .openapi(change, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      const { shopId, ...rest } = c.req.valid('json');
      const patch = { ...rest, shopId: shopId === undefined ? undefined : idFrom('shop', shopId) };
      return c.json(showAccount(granted(await changeAccount(parts, askerOf(c), id, patch))), 200);
    })
    .openapi(archive, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      return c.json(showAccount(granted(await archiveAccount(parts, askerOf(c), id, true))), 200);
    })
    .openapi(restore, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      return c.json(showAccount(granted(await archiveAccount(parts, askerOf(c), id, false))), 200);
    });
}

function showAccount(row: AccountRow): AccountView {
  return accountView.parse({
    id: showId('account', row.id),
    name: row.name,
    shopId: showId('shop', row.shop_id),
    role: row.role,
    accountType: row.account_type,
    externalId: row.external_id,
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
  });
}
