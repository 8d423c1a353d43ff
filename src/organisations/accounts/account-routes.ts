import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import {
  type AccountView,
  accountCreate,
  accountPatch,
  accountView,
  pageOf,
  pageQuery,
} from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageFrom, showPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import { type AccountRow, listAccounts } from './account-store.ts';
import { archiveAccount, changeAccount, createAccount } from './accounts.ts';

const tags = ['Organisation'];
const mayWrite = [requireActor('structure:write')];

const list = createRoute({
  method: 'get',
  path: '/api/accounts',
  tags,
  summary: 'Accounts, oldest first, archived ones included',
  middleware: [requireActor()],
  request: { query: pageQuery },
  responses: answers('A page of accounts', pageOf(accountView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/accounts',
  tags,
  summary: 'Add a content account, bound to a shop',
  middleware: mayWrite,
  request: { body: jsonBody(accountCreate) },
  responses: created('The new account', accountView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/accounts/{id}',
  tags,
  summary: 'Rename a content account, or bind it to another shop',
  middleware: mayWrite,
  request: { params: idParam('account'), body: jsonBody(accountPatch) },
  responses: answers('The account as it is now', accountView),
});
const archive = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/archive',
  tags,
  summary: 'Put a account away; its history stays',
  middleware: mayWrite,
  request: { params: idParam('account') },
  responses: answers('The account as it is now', accountView),
});
const restore = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/restore',
  tags,
  summary: 'Bring an archived account back',
  middleware: mayWrite,
  request: { params: idParam('account') },
  responses: answers('The account as it is now', accountView),
});

export function accountRoutes(parts: StructureParts) {
  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = pageFrom({ limit, cursor });
      const rows = await parts.records.organization(c.var.actor.organizationId, (trx) =>
        listAccounts(trx, page),
      );
      return c.json(showPage(rows, limit, showAccount), 200);
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
