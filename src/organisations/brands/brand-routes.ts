import { createRoute } from '@hono/zod-openapi';
import { type OrganizationId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import { type BrandView, brandCreate, brandPatch, brandView, pageOf, pageQuery } from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageFrom, showPage } from '../route-parts.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import type { Structure } from '../structure/structure.ts';
import { type BrandRow, listBrands } from './brand-store.ts';
import { archiveBrand, changeBrand, createBrand } from './brands.ts';

const tags = ['Organisation'];
const mayWrite = [requireActor('structure:write')];

const list = createRoute({
  method: 'get',
  path: '/api/brands',
  tags,
  summary: 'Brands, oldest first, archived ones included',
  middleware: [requireActor()],
  request: { query: pageQuery },
  responses: answers('A page of brands', pageOf(brandView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/brands',
  tags,
  summary: 'Add a brand; without a zone it lives in the one of the organisation',
  middleware: mayWrite,
  request: { body: jsonBody(brandCreate) },
  responses: created('The new brand', brandView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/brands/{id}',
  tags,
  summary: 'Rename a brand or move its zone',
  middleware: mayWrite,
  request: { params: idParam('brand'), body: jsonBody(brandPatch) },
  responses: answers('The brand as it is now', brandView),
});
const archive = createRoute({
  method: 'post',
  path: '/api/brands/{id}/archive',
  tags,
  summary: 'Put a brand away; its history stays',
  middleware: mayWrite,
  request: { params: idParam('brand') },
  responses: answers('The brand as it is now', brandView),
});
const restore = createRoute({
  method: 'post',
  path: '/api/brands/{id}/restore',
  tags,
  summary: 'Bring an archived brand back',
  middleware: mayWrite,
  request: { params: idParam('brand') },
  responses: answers('The brand as it is now', brandView),
});

export function brandRoutes(
  parts: StructureParts,
  structureOf: (organizationId: OrganizationId) => Promise<Structure>,
) {
  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = pageFrom({ limit, cursor });
      const rows = await parts.records.organization(c.var.actor.organizationId, (trx) =>
        listBrands(trx, page),
      );
      return c.json(showPage(rows, limit, showBrand), 200);
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
