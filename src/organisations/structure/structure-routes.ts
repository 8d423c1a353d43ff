import { createRoute } from '@hono/zod-openapi';
import { type OrganizationId, showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { actorOf, requireActor } from '../actors/require-actor.ts';
import { type StructureView, structureView } from '../contract.ts';
import { answers } from '../route-parts.ts';
import type { Structure } from './structure.ts';

export function structureRoutes(structureOf: (organizationId: OrganizationId) => Promise<Structure>) {
  const route = createRoute({
    method: 'get',
    path: '/api/structure',
    tags: ['Organisation'],
    summary: 'Brands, shops and accounts of the organisation, for filters and labels',
    middleware: [requireActor()],
    responses: answers('All of them, archived ones marked', structureView),
  });
  return newRouter().openapi(route, async (c) =>
    c.json(showStructure(await structureOf(actorOf(c).organizationId)), 200),
  );
}

export function showStructure(structure: Structure): StructureView {
  return structureView.parse({
    brands: structure.brands.map((brand) => ({ ...brand, id: showId('brand', brand.id) })),
    shops: structure.shops.map((shop) => ({
      ...shop,
      id: showId('shop', shop.id),
      brandId: showId('brand', shop.brandId),
    })),
    accounts: structure.accounts.map((account) => ({
      ...account,
      id: showId('account', account.id),
      shopId: showId('shop', account.shopId),
    })),
  });
}
