import { createRoute } from '@hono/zod-openapi';
import { addDays } from '#kernel/time';
import { actorOf, requireActor } from '#organisations';
import { answers, granted, newRouter } from '#platform/http';
import { askDrivers, makeSure, understand } from './ask-layers.ts';
import { moversMin } from './drivers/drivers.ts';
import { type NamesOf, nameDrivers } from './drivers/name-drivers.ts';
import { explainLayers } from './facts/layer-facts-store.ts';
import { flowBetween } from './flow.ts';
import { lacksOf } from './lacks-store.ts';
import { layersOf, reachOf } from './layer.ts';
import {
  layerDriversAnswer,
  layerDriversQuery,
  layersAnswer,
  layersQuery,
  layerTrendAnswer,
  layerTrendQuery,
} from './layer-contract.ts';
import { type FillTrend, missingOfTrend } from './snapshots/fill-trend.ts';
import type { SnapshotParts } from './snapshots/keep-snapshots.ts';
import { countLayers, readLayers } from './snapshots/snapshots-store.ts';

export type LayerParts = SnapshotParts & { readonly namesOf: NamesOf; readonly fillTrend: FillTrend };

const tags = ['Audiences'];
const middleware = [requireActor('audiences:read')];

export function layerRoutes(parts: LayerParts) {
  const { columnar } = parts;
  const now = createRoute({
    method: 'get',
    path: '/api/layers',
    tags,
    summary: 'How many people stand in each layer on a day, and how they got there since another day',
    middleware,
    request: { query: layersQuery },
    responses: answers('Counts and flow', layersAnswer),
  });
  const trend = createRoute({
    method: 'get',
    path: '/api/layers/trend',
    tags,
    summary: 'How many people stood in each layer, day by day',
    middleware,
    request: { query: layerTrendQuery },
    responses: answers('The days that are gathered, oldest first', layerTrendAnswer),
  });
  const drivers = createRoute({
    method: 'get',
    path: '/api/layers/drivers',
    tags,
    summary: 'What those who moved between two layers touched, against those who could have and did not',
    middleware,
    request: { query: layerDriversQuery },
    responses: answers('Contents, lives, product cards and ads, the surest first', layerDriversAnswer),
  });

  return newRouter()
    .openapi(now, async (c) => {
      const { organizationId } = actorOf(c);
      const asked = granted(await understand(parts, organizationId, c.req.valid('query')));
      const { holder, cut, day, compareDay } = asked;
      const built = await makeSure(parts, asked, [day, compareDay]);
      const [after, before, lacks] = await Promise.all([
        readLayers(columnar, organizationId, holder, cut, day),
        readLayers(columnar, organizationId, holder, cut, compareDay),
        lacksOf(columnar, organizationId),
      ]);
      const order = layersOf[cut.view];
      const layers = order.toReversed().map((layer) => ({
        layer,
        people: after.get(layer)?.size ?? 0,
        before: before.get(layer)?.size ?? 0,
      }));
      const builtAt = (of: string) => new Date(built.get(of) ?? 0).toISOString();
      const answer = {
        view: cut.view,
        periodDays: cut.periodDays,
        zone: asked.zone,
        day: { day, builtAt: builtAt(day), isWhole: day < asked.today },
        compareDay: { day: compareDay, builtAt: builtAt(compareDay) },
        layers,
        people: layers.reduce((sum, { people }) => sum + people, 0),
        peopleBefore: layers.reduce((sum, one) => sum + one.before, 0),
        flow: flowBetween(order, before, after),
        lacks,
        sql: explainLayers(reachOf(day, asked.zone), asked.zone),
      };
      return c.json(layersAnswer.parse(answer), 200);
    })
    .openapi(trend, async (c) => {
      const { organizationId } = actorOf(c);
      const { days, ...wire } = c.req.valid('query');
      const asked = granted(await understand(parts, organizationId, wire));
      const range = { from: addDays(asked.day, 1 - days), to: asked.day };
      const counts = await countLayers(columnar, organizationId, asked.holder, asked.cut, range);
      const missing = missingOfTrend(range, counts, asked, parts.now());
      if (missing.length > 0) await parts.fillTrend(asked, missing);
      const kept = [...Map.groupBy(counts, ({ date }) => date)].map(([day, rows]) => ({
        day,
        layers: Object.fromEntries(rows.map(({ layer, persons }) => [layer, persons])),
      }));
      return c.json({ days: kept, pending: missing.length }, 200);
    })
    .openapi(drivers, async (c) => {
      const { organizationId } = actorOf(c);
      const { from, to, ...wire } = c.req.valid('query');
      const asked = granted(await understand(parts, organizationId, wire));
      const found = granted(await askDrivers(parts, asked, { from, to }, c.req.raw.signal));
      const named = await nameDrivers(parts.namesOf, asked.structure, found.drivers);
      return c.json({ ...found, drivers: named, moversMin }, 200);
    });
}
