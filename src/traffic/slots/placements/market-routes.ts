import { createRoute, z } from '@hono/zod-openapi';
import type { PlacementId } from '#kernel/ids';
import { type AuditedAsker, askerOf, operatorsOnly, requireActor } from '#organisations';
import {
  answers,
  granted,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  page,
  pageById,
  pageQuery,
} from '#platform/http';
import { showMarketPlacement } from '../showing/show-placement.ts';
import { actOn, type PlacementParts } from './change-placement.ts';
import { placementStates } from './placement.ts';
import { noSuchPlacement } from './placement-routes.ts';
import { marketPlacementView, placementDecision, placementRefusal } from './placement-shapes.ts';
import { listMarketPlacements, ownerOfPlacement, type PlacementRow } from './placement-store.ts';

const common = { tags: ['Placements'], middleware: [requireActor(), operatorsOnly] };
const params = idParam('placement');
const base = '/api/market/placements';

const list = createRoute({
  ...common,
  method: 'get',
  path: base,
  summary:
    'Placements of all organisations that were submitted, newest first, for the operator of the market',
  request: { query: pageQuery.extend({ state: z.enum(placementStates).exclude(['draft']).optional() }) },
  responses: answers('A page of placements', page(marketPlacementView)),
});
const approve = createRoute({
  ...common,
  method: 'post',
  path: `${base}/{id}/approve`,
  summary: 'Let a placement be shown, as it was looked at',
  request: { params, body: jsonBody(placementDecision) },
  responses: answers('The placement as it is now', marketPlacementView),
});
const refuse = createRoute({
  ...common,
  method: 'post',
  path: `${base}/{id}/refuse`,
  summary: 'Refuse a placement, or take one off that was approved; the seller reads the reason',
  request: { params, body: jsonBody(placementRefusal) },
  responses: answers('The placement as it is now', marketPlacementView),
});

export function marketPlacementRoutes(parts: PlacementParts) {
  const show = (row: PlacementRow) => showMarketPlacement(row, parts.now());
  /** Done in the organisation whose placement it is, and told by its audit log. */
  const there = async ({ actor }: AuditedAsker, id: PlacementId): Promise<AuditedAsker> => {
    const organizationId = await ownerOfPlacement(parts.records, id);
    if (!organizationId) throw noSuchPlacement();
    return { actor: { ...actor, organizationId }, ipAddress: null };
  };
  return newRouter()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const load = (after: string | null, limit: number) =>
        listMarketPlacements(parts.records, asked.state ?? null, after, limit);
      return c.json(await pageById(asked, load, show), 200);
    })
    .openapi(approve, async (c) => {
      const id = idFrom('placement', c.req.valid('param').id);
      const asker = await there(askerOf(c), id);
      return c.json(show(granted(await actOn(parts, asker, id, 'approve', c.req.valid('json')))), 200);
    })
    .openapi(refuse, async (c) => {
      const id = idFrom('placement', c.req.valid('param').id);
      const asker = await there(askerOf(c), id);
      return c.json(show(granted(await actOn(parts, asker, id, 'refuse', c.req.valid('json')))), 200);
    });
}
