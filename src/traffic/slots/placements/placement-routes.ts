import { createRoute, type z } from '@hono/zod-openapi';
import { listGroups } from '#events';
import { type PlacementId, showId } from '#kernel/ids';
import { actorOf, askerOf, requireActor } from '#organisations';
import {
  answers,
  created,
  granted,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  page,
  pageById,
  pageQuery,
  RefusalError,
} from '#platform/http';
import { showPlacement } from '../showing/show-placement.ts';
import {
  actOn,
  changePlacement,
  createPlacement,
  type PlacementParts,
  submitPlacement,
} from './change-placement.ts';
import { placementCreate, placementPut, placementView, slotGroupList } from './placement-shapes.ts';
import { findPlacement, listPlacements, type PlacementRow } from './placement-store.ts';

const tags = ['Placements'];
const readers = [requireActor('content:read')];
const writers = [requireActor('content:write')];
const params = idParam('placement');
const base = '/api/placements';

const list = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Placements of the organisation, newest first',
  middleware: readers,
  request: { query: pageQuery.extend({ shopId: idParam('shop').shape.id.optional() }) },
  responses: answers('A page of placements', page(placementView)),
});
const create = createRoute({
  method: 'post',
  path: base,
  tags,
  summary: 'Have a video shown in the feed, or a banner above a page, to everybody or to audiences',
  description:
    'Where several organisations share the market its operator approves it first. Nobody who is held out of an audience it is for is ever shown it.',
  middleware: writers,
  request: { body: jsonBody(placementCreate) },
  responses: created('The new placement', placementView),
});
const groups = createRoute({
  method: 'get',
  path: `${base}/groups`,
  tags,
  summary: 'Groups that a placement can be for: audiences that are delivered to slots, newest first',
  middleware: readers,
  responses: answers('Groups', slotGroupList),
});
const read = createRoute({
  method: 'get',
  path: `${base}/{id}`,
  tags,
  summary: 'One placement',
  middleware: readers,
  request: { params },
  responses: answers('The placement', placementView),
});
const change = createRoute({
  method: 'put',
  path: `${base}/{id}`,
  tags,
  summary: 'Set all of a placement anew; what was decided about it holds no more',
  middleware: writers,
  request: { params, body: jsonBody(placementPut) },
  responses: answers('The placement as it is now', placementView),
});
const submit = createRoute({
  method: 'post',
  path: `${base}/{id}/submit`,
  tags,
  summary: 'Submit a draft, or one that was refused or stopped',
  middleware: writers,
  request: { params },
  responses: answers('The placement as it is now', placementView),
});
const withdraw = createRoute({
  method: 'post',
  path: `${base}/{id}/withdraw`,
  tags,
  summary: 'Take back one that waits for the operator',
  middleware: writers,
  request: { params },
  responses: answers('The placement as it is now', placementView),
});
const stop = createRoute({
  method: 'post',
  path: `${base}/{id}/stop`,
  tags,
  summary: 'Stop one that was approved: within seconds nobody is shown it any more',
  middleware: writers,
  request: { params },
  responses: answers('The placement as it is now', placementView),
});

export const noSuchPlacement = () =>
  new RefusalError({ code: 'not_found', detail: 'There is no such placement.' });

export function placementRoutes(parts: PlacementParts) {
  const { records, now } = parts;
  const show = (row: PlacementRow): z.infer<typeof placementView> => showPlacement(row, now());
  const idOf = ({ id }: { readonly id: string }): PlacementId => idFrom('placement', id);
  return newRouter()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const shopId = asked.shopId ? idFrom('shop', asked.shopId) : null;
      const load = (after: string | null, limit: number) =>
        records.organization(actorOf(c).organizationId, (trx) =>
          listPlacements(trx, { shopId, after, limit }),
        );
      return c.json(await pageById(asked, load, show), 200);
    })
    .openapi(create, async (c) =>
      c.json(show(granted(await createPlacement(parts, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(groups, async (c) => {
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listGroups(trx, 'slots', null),
      );
      const items = rows.map(({ id, name, size, heldOut, changedAt }) => ({
        id: showId('group', id),
        name,
        size,
        heldOut,
        changedAt: changedAt.toISOString(),
      }));
      return c.json({ items }, 200);
    })
    .openapi(read, async (c) => {
      const id = idOf(c.req.valid('param'));
      const row = await records.organization(actorOf(c).organizationId, (trx) => findPlacement(trx, id));
      if (!row) throw noSuchPlacement();
      return c.json(show(row), 200);
    })
    .openapi(change, async (c) => {
      const id = idOf(c.req.valid('param'));
      return c.json(show(granted(await changePlacement(parts, askerOf(c), id, c.req.valid('json')))), 200);
    })
    .openapi(submit, async (c) =>
      c.json(show(granted(await submitPlacement(parts, askerOf(c), idOf(c.req.valid('param'))))), 200),
    )
    .openapi(withdraw, async (c) =>
      c.json(show(granted(await actOn(parts, askerOf(c), idOf(c.req.valid('param')), 'withdraw'))), 200),
    )
    .openapi(stop, async (c) =>
      c.json(show(granted(await actOn(parts, askerOf(c), idOf(c.req.valid('param')), 'stop'))), 200),
    );
}
