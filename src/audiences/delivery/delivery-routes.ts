import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, askerOf, requireActor } from '#organisations';
import {
  answers,
  created,
  cursorFrom,
  granted,
  idFrom,
  idParam,
  isUuid,
  jsonBody,
  newRouter,
  page,
  pageQuery,
  problemResponses,
  RefusalError,
  showPage,
} from '#platform/http';
import { askedBy } from '../audiences/audience-parts.ts';
import { withMerges } from '../rules/merged-people-store.ts';
import { buyersSince } from './buyers-since.ts';
import { deliverAudience, withdrawDelivery } from './deliver.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import {
  type DeliveryView,
  deliveryCreate,
  deliveryResult,
  deliveryRunList,
  deliveryView,
  webhookSecretView,
} from './delivery-shapes.ts';
import { type DeliveryRow, findDelivery, listDeliveries, listRuns, readSets } from './delivery-store.ts';
import { compareArms } from './hold-out-result.ts';

const tags = ['Audiences'];
const readers = [requireActor('audiences:read')];
const writers = [requireActor('audiences:write')];
const params = idParam('delivery');
const base = '/api/audience-deliveries';

const list = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'What was delivered where, newest first',
  middleware: readers,
  request: { query: pageQuery.extend({ audienceId: idParam('audience').shape.id.optional() }) },
  responses: answers('A page of deliveries', page(deliveryView)),
});
const create = createRoute({
  method: 'post',
  path: base,
  tags,
  summary:
    'Deliver an audience: to ads or slots as a group that plans or placements can name, as a file of hashed ids, or to a webhook',
  middleware: writers,
  request: { body: jsonBody(deliveryCreate) },
  responses: created('The new delivery', deliveryView),
});
const read = createRoute({
  method: 'get',
  path: `${base}/{id}`,
  tags,
  summary: 'One delivery',
  middleware: readers,
  request: { params },
  responses: answers('The delivery', deliveryView),
});
const runs = createRoute({
  method: 'get',
  path: `${base}/{id}/runs`,
  tags,
  summary: 'What a delivery did over time, newest first',
  middleware: readers,
  request: { params },
  responses: answers('Runs', deliveryRunList),
});
const result = createRoute({
  method: 'get',
  path: `${base}/{id}/result`,
  tags,
  summary: 'Whether more of the delivered than of those held out bought since',
  middleware: readers,
  request: { params },
  responses: answers('The comparison', deliveryResult),
});
const withdraw = createRoute({
  method: 'post',
  path: `${base}/{id}/withdraw`,
  tags,
  summary:
    'Take a delivery back: its group holds nobody, its file is gone, its webhook is told that all left',
  middleware: writers,
  request: { params },
  responses: answers('The delivery as it is now', deliveryView),
});
const secret = createRoute({
  method: 'get',
  path: `${base}/{id}/secret`,
  tags,
  summary: 'The key that a webhook’s requests are signed with: the header meadow-signature holds t and v1',
  middleware: writers,
  request: { params },
  responses: answers('The key, as it is put into HMAC-SHA256', webhookSecretView),
});
const download = createRoute({
  method: 'get',
  path: `${base}/{id}/file`,
  tags,
  summary: 'The file of a delivery, until it expires or is withdrawn',
  middleware: writers,
  request: { params },
  responses: {
    200: { description: 'Hashed ids, one a row', content: { 'text/csv': { schema: z.string() } } },
    ...problemResponses,
  },
});

const absent = (detail = 'There is no such delivery.') => new RefusalError({ code: 'not_found', detail });

export function deliveryRoutes(parts: DeliveryParts) {
  const { records, now } = parts;
  const show = (row: DeliveryRow) => showDelivery(row, now());
  const find = async (organizationId: DeliveryRow['organizationId'], text: string) => {
    const id = idFrom('delivery', text);
    const row = await records.organization(organizationId, (trx) => findDelivery(trx, id));
    if (!row) throw absent();
    return row;
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, audienceId } = c.req.valid('query');
      const place = cursorFrom<[string]>(cursor, [isUuid]);
      const audience = audienceId ? idFrom('audience', audienceId) : null;
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listDeliveries(trx, audience, place?.[0] ?? null, limit + 1),
      );
      return c.json(
        showPage(rows, limit, (row) => [row.id], show),
        200,
      );
    })
    .openapi(create, async (c) =>
      c.json(show(granted(await deliverAudience(parts, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(read, async (c) =>
      c.json(show(await find(actorOf(c).organizationId, c.req.valid('param').id)), 200),
    )
    .openapi(runs, async (c) => {
      const { organizationId } = actorOf(c);
      const { id } = await find(organizationId, c.req.valid('param').id);
      const items = await records.organization(organizationId, (trx) => listRuns(trx, id));
      return c.json({ items: items.map((run) => ({ ...run, at: run.at.toISOString() })) }, 200);
    })
    .openapi(result, async (c) => {
      const { organizationId } = actorOf(c);
      const row = await find(organizationId, c.req.valid('param').id);
      return c.json(await resultOf(parts, row), 200);
    })
    .openapi(withdraw, async (c) => {
      const id = idFrom('delivery', c.req.valid('param').id);
      return c.json(show(granted(await withdrawDelivery(parts, askerOf(c), id))), 200);
    })
    .openapi(secret, async (c) => {
      const row = await find(actorOf(c).organizationId, c.req.valid('param').id);
      if (row.target !== 'webhook') throw absent('The delivery has no webhook.');
      return c.json({ secret: parts.webhookKey(row.id).toString('base64url') }, 200);
    })
    .openapi(download, async (c) => {
      const { file, name } = await find(actorOf(c).organizationId, c.req.valid('param').id);
      if (!file || !isThere(file, now())) throw absent('The file was withdrawn or has expired.');
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="audience.csv"; filename*=UTF-8''${encodeURIComponent(`${name}.csv`)}`,
        'cache-control': 'no-store',
      };
      const stream = Readable.toWeb(parts.files.read(file.key)) as ReadableStream<Uint8Array>;
      return c.body(stream, 200, headers);
    });
}

async function resultOf(parts: DeliveryParts, row: DeliveryRow) {
  const asked = await askedBy(parts, row.organizationId);
  const sets = await parts.records.organization(row.organizationId, (trx) => readSets(trx, row.id));
  const [delivered, heldOut, buyers] = await Promise.all([
    withMerges(parts.columnar, sets.everPeople),
    withMerges(parts.columnar, sets.everHeldOut),
    buyersSince(parts.columnar, asked, row.createdAt),
  ]);
  // Two who were dealt to both sides and turned out to be one tell nothing.
  const both = delivered.and(heldOut);
  const armOf = (side: typeof delivered) => {
    const people = side.without(both);
    return { people: people.size, buyers: people.sharedWith(buyers) };
  };
  const [one, other] = [armOf(delivered), armOf(heldOut)];
  return { since: row.createdAt.toISOString(), delivered: one, heldOut: other, ...compareArms(one, other) };
}

const isThere = (file: NonNullable<DeliveryRow['file']>, nowMs: number) =>
  file.removedAt === null && file.expiresAt.getTime() > nowMs;

const showDelivery = (row: DeliveryRow, nowMs: number): DeliveryView => ({
  id: showId('delivery', row.id),
  audience: { id: showId('audience', row.audienceId), name: row.audienceName, kind: row.audienceKind },
  name: row.name,
  target: row.target,
  holdOutPercent: row.holdOutPercent,
  state: row.state,
  groupId: row.groupId && showId('group', row.groupId),
  url: row.url,
  people: row.size,
  heldOut: row.heldOutSize,
  problem: row.problem,
  file: row.file && {
    rows: row.file.rows,
    bytes: row.file.bytes,
    expiresAt: row.file.expiresAt.toISOString(),
    isThere: isThere(row.file, nowMs),
  },
  waiting: row.waiting,
  untold: row.untold,
  madeBy: row.madeBy,
  createdAt: row.createdAt.toISOString(),
  ranAt: row.ranAt?.toISOString() ?? null,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
});
