import { createRoute } from '@hono/zod-openapi';
import { type OrganizationId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import { pageOf, pageQuery, type ShopView, shopCreate, shopPatch, shopView } from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageFrom, showPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import type { Structure } from '../structure/structure.ts';
import { listShops, type ShopRow } from './shop-store.ts';
import { archiveShop, changeShop, createShop } from './shops.ts';

const tags = ['Organisation'];
const mayWrite = [requireActor('structure:write')];

const list = createRoute({
  method: 'get',
  path: '/api/shops',
  tags,
  summary: 'Shops, oldest first, archived ones included',
  middleware: [requireActor()],
  request: { query: pageQuery },
  responses: answers('A page of shops', pageOf(shopView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/shops',
  tags,
  summary: 'Add a shop to a brand',
  middleware: mayWrite,
  request: { body: jsonBody(shopCreate) },
  responses: created('The new shop', shopView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/shops/{id}',
  tags,
  summary: 'Rename a shop or change its id elsewhere',
  middleware: mayWrite,
  request: { params: idParam('shop'), body: jsonBody(shopPatch) },
  responses: answers('The shop as it is now', shopView),
});
const archive = createRoute({
  method: 'post',
  path: '/api/shops/{id}/archive',
  tags,
  summary: 'Put a shop away; its history stays',
  middleware: mayWrite,
  request: { params: idParam('shop') },
  responses: answers('The shop as it is now', shopView),
});
const restore = createRoute({
  method: 'post',
  path: '/api/shops/{id}/restore',
  tags,
  summary: 'Bring an archived shop back',
  middleware: mayWrite,
  request: { params: idParam('shop') },
  responses: answers('The shop as it is now', shopView),
});

export function shopRoutes(
  parts: StructureParts,
  structureOf: (organizationId: OrganizationId) => Promise<Structure>,
) {
  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = pageFrom({ limit, cursor });
      const rows = await parts.records.organization(c.var.actor.organizationId, (trx) =>
        listShops(trx, page),
      );
      return c.json(showPage(rows, limit, showShop), 200);
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      const { organization } = await structureOf(c.var.actor.organizationId);
      return c.json(
        showShop(
          granted(
            await createShop(parts, askerOf(c), {
              ...input,
              brandId: idFrom('brand', input.brandId),
              currency: input.currency ?? organization.currency,
              externalId: input.externalId ?? null,
            }),
          ),
        ),
        201,
      );
    })
    .openapi(change, async (c) => {
      const id = idFrom('shop', c.req.valid('param').id);
      return c.json(showShop(granted(await changeShop(parts, askerOf(c), id, c.req.valid('json')))), 200);
    })
    .openapi(archive, async (c) => {
      const id = idFrom('shop', c.req.valid('param').id);
      return c.json(showShop(granted(await archiveShop(parts, askerOf(c), id, true))), 200);
    })
    .openapi(restore, async (c) => {
      const id = idFrom('shop', c.req.valid('param').id);
      return c.json(showShop(granted(await archiveShop(parts, askerOf(c), id, false))), 200);
    });
}

function showShop(row: ShopRow): ShopView {
  return shopView.parse({
    id: showId('shop', row.id),
    name: row.name,
    brandId: showId('brand', row.brand_id),
    platform: row.platform,
    currency: row.currency,
    externalId: row.external_id,
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
  });
}
