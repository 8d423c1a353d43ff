import { type OrganizationId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { type BrandView, brandCreate, brandPatch, brandView } from '../contract.ts';
import { granted, idFrom, readPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import { describePart } from '../structure/describe-part.ts';
import type { Structure } from '../structure/structure.ts';
import { type BrandRow, listBrands } from './brand-store.ts';
import { archiveBrand, changeBrand, createBrand } from './brands.ts';

const { list, create, change, archive, restore } = describePart({
  path: '/api/brands',
  kind: 'brand',
  words: {
    many: 'Brands',
    create: 'Add a brand; without a zone it lives in the one of the organisation',
    change: 'Rename a brand or move its zone',
  },
  create: brandCreate,
  patch: brandPatch,
  view: brandView,
});

export function brandRoutes(
  parts: StructureParts,
  structureOf: (organizationId: OrganizationId) => Promise<Structure>,
) {
  return newRouter()
    .openapi(list, async (c) => {
      const page = await readPage(
        parts.records,
        c.var.actor.organizationId,
        c.req.valid('query'),
        listBrands,
        showBrand,
      );
      return c.json(page, 200);
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      const { organization } = await structureOf(c.var.actor.organizationId);
      return c.json(
        showBrand(
          granted(await createBrand(parts, askerOf(c), { ...input, zone: input.zone ?? organization.zone })),
        ),
        201,
      );
    })
    .openapi(change, async (c) => {
      const id = idFrom('brand', c.req.valid('param').id);
      return c.json(showBrand(granted(await changeBrand(parts, askerOf(c), id, c.req.valid('json')))), 200);
    })
    .openapi(archive, async (c) => {
      const id = idFrom('brand', c.req.valid('param').id);
      return c.json(showBrand(granted(await archiveBrand(parts, askerOf(c), id, true))), 200);
    })
    .openapi(restore, async (c) => {
      const id = idFrom('brand', c.req.valid('param').id);
      return c.json(showBrand(granted(await archiveBrand(parts, askerOf(c), id, false))), 200);
    });
}

function showBrand(row: BrandRow): BrandView {
  return brandView.parse({
    id: showId('brand', row.id),
    name: row.name,
    zone: row.zone,
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
  });
}
