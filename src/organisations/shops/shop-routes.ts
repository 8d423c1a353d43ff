import { type OrganizationId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { type ShopView, shopCreate, shopPatch, shopView } from '../contract.ts';
import { granted, idFrom, readPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import { describePart } from '../structure/describe-part.ts';
import type { Structure } from '../structure/structure.ts';
import { listShops, type ShopRow } from './shop-store.ts';
import { archiveShop, changeShop, createShop } from './shops.ts';

const { list, create, change, archive, restore } = describePart({
  path: '/api/shops',
  kind: 'shop',
  words: {
    many: 'Shops',
    create: 'Add a shop to a brand',
    change: 'Rename a shop or change its id elsewhere',
  },
  create: shopCreate,
  patch: shopPatch,
  view: shopView,
});

export function shopRoutes(
  parts: StructureParts,
  structureOf: (organizationId: OrganizationId) => Promise<Structure>,
) {
  return newRouter()
    .openapi(list, async (c) => {
      const page = await readPage(
        parts.records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listShops,
        showShop,
      );
      return c.json(page, 200);
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
