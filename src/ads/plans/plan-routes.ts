import { createRoute, z } from '@hono/zod-openapi';
import { listGroups } from '#events';
import { showId } from '#kernel/ids';
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
import type { Records } from '#platform/records';
import {
  adGroupList,
  type PlanChoices,
  planChoices,
  planCreate,
  planPatch,
  planSuggestion,
  planVersionList,
  planView,
} from '../contract.ts';
import { changePlan, createPlan, setPlanState } from './change-plan.ts';
import {
  costHistory,
  findPlan,
  listPlans,
  listVersions,
  type PlanRow,
  type Promotable,
  promotables,
} from './plan-store.ts';
import { type LeastClickOf, posterUrl, showPlan } from './show-plan.ts';
import { suggest } from './suggest.ts';

const tags = ['Ads'];
const readers = [requireActor('ads:read')];
const writers = [requireActor('ads:write')];
const onePlan = idParam('plan');
const shopQuery = z.object({ shopId: idParam('shop').shape.id.optional() });

const list = createRoute({
  method: 'get',
  path: '/api/ads/plans',
  tags,
  summary: 'Plans, newest first, each with why it does not serve; its numbers are metrics by plan',
  middleware: readers,
  request: {
    query: pageQuery.extend({ ...shopQuery.shape, archived: z.enum(['true', 'false']).default('false') }),
  },
  responses: answers('A page of plans', page(planView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/ads/plans',
  tags,
  summary: 'Promote one product by one published video that shows it',
  middleware: writers,
  request: { body: jsonBody(planCreate) },
  responses: created('The new plan', planView),
});
const read = createRoute({
  method: 'get',
  path: '/api/ads/plans/{id}',
  tags,
  summary: 'One plan',
  middleware: readers,
  request: { params: onePlan },
  responses: answers('The plan', planView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/ads/plans/{id}',
  tags,
  summary: 'Change a plan of the version that was seen; serving follows within a second',
  middleware: writers,
  request: { params: onePlan, body: jsonBody(planPatch) },
  responses: answers('The plan as it is now', planView),
});
const act = <Act extends string>(word: Act, summary: string) =>
  createRoute({
    method: 'post',
    path: `/api/ads/plans/{id}/${word}`,
    tags,
    summary,
    middleware: writers,
    request: { params: onePlan },
    responses: answers('The plan as it is now', planView),
  });
const pause = act('pause', 'Stop showing a plan');
const resume = act('resume', 'Show a plan again');
const archive = act('archive', 'Put a plan away for good; its numbers stay');
const versions = createRoute({
  method: 'get',
  path: '/api/ads/plans/{id}/versions',
  tags,
  summary: 'What a plan’s settings were, newest first, and who set them',
  middleware: readers,
  request: { params: onePlan },
  responses: answers('Versions', planVersionList),
});
const choices = createRoute({
  method: 'get',
  path: '/api/ads/choices',
  tags,
  summary: 'Products on the shelf with the published videos that show them',
  middleware: readers,
  request: { query: shopQuery },
  responses: answers('Products with their videos, newest video first', planChoices),
});
const groups = createRoute({
  method: 'get',
  path: '/api/ads/groups',
  tags,
  summary: 'Groups that a plan can be for: audiences that are delivered to ads, newest first',
  middleware: readers,
  responses: answers('Groups', adGroupList),
});
const suggestion = createRoute({
  method: 'get',
  path: '/api/ads/suggestion',
  tags,
  summary: 'What an order may cost and what budget a day needs, with ranges, for one product',
  middleware: readers,
  request: { query: z.object({ productId: idParam('product').shape.id }) },
  responses: answers('The suggestion', planSuggestion),
});

const absent = () => new RefusalError({ code: 'not_found', detail: 'There is no such plan.' });

type Parts = {
  readonly records: Records;
  readonly now: () => number;
  readonly leastClickOf: LeastClickOf;
};

export function planRoutes({ records, now, leastClickOf }: Parts) {
  const parts = { records, now };
  const show = (row: PlanRow) => showPlan(row, leastClickOf(row.id), now());
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, shopId, archived } = c.req.valid('query');
      const filter = { shopId: shopId ? idFrom('shop', shopId) : null, archived: archived === 'true' };
      const load = (before: string | null, count: number) =>
        records.organization(actorOf(c).organizationId, (trx) => listPlans(trx, filter, before, count));
      return c.json(await pageById({ cursor, limit }, load, show), 200);
    })
    .openapi(create, async (c) =>
      c.json(show(granted(await createPlan(parts, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(read, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      const row = await records.organization(actorOf(c).organizationId, (trx) => findPlan(trx, id));
      if (!row) throw absent();
      return c.json(show(row), 200);
    })
    .openapi(change, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      const row = granted(await changePlan(parts, askerOf(c), id, c.req.valid('json')));
      return c.json(show(row), 200);
    })
    .openapi(pause, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      return c.json(show(granted(await setPlanState(parts, askerOf(c), id, 'off'))), 200);
    })
    .openapi(resume, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      return c.json(show(granted(await setPlanState(parts, askerOf(c), id, 'on'))), 200);
    })
    .openapi(archive, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      return c.json(show(granted(await setPlanState(parts, askerOf(c), id, 'archived'))), 200);
    })
    .openapi(versions, async (c) => {
      const id = idFrom('plan', c.req.valid('param').id);
      const rows = await records.organization(actorOf(c).organizationId, (trx) => listVersions(trx, id));
      if (rows.length === 0) throw absent();
      const items = rows.map((row) => ({
        version: row.version,
        at: row.at.toISOString(),
        by: row.actor_name,
        settings: row.settings as Record<string, unknown>,
      }));
      return c.json({ items }, 200);
    })
    .openapi(choices, async (c) => {
      const { shopId } = c.req.valid('query');
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        promotables(trx, { shopId: shopId ? idFrom('shop', shopId) : null }),
      );
      return c.json({ items: choicesOf(rows) }, 200);
    })
    .openapi(groups, async (c) => {
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listGroups(trx, 'ads', null),
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
    .openapi(suggestion, async (c) => {
      const productId = idFrom('product', c.req.valid('query').productId);
      const found = await records.organization(actorOf(c).organizationId, async (trx) => {
        const [product] = await promotables(trx, { productId });
        return product ? { product, history: await costHistory(trx, product.shop_id) } : null;
      });
      if (!found)
        throw new RefusalError({ code: 'not_found', detail: 'No published video shows such a product.' });
      const { product, history } = found;
      return c.json({ currency: product.currency, ...suggest(product.price ?? 10_000, history) }, 200);
    });
}

function choicesOf(rows: readonly Promotable[]): PlanChoices['items'] {
  return [...Map.groupBy(rows, (row) => row.product_id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    return {
      product: {
        id: showId('product', first.product_id),
        name: first.product_name,
        shopId: showId('shop', first.shop_id),
        shopName: first.shop_name,
        currency: first.currency,
        price: first.price,
      },
      videos: own.map((row) => ({
        id: showId('video', row.video_id),
        title: row.video_title,
        poster: posterUrl(row.poster_key),
      })),
    };
  });
}
