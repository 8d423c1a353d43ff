import { createRoute } from '@hono/zod-openapi';
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
import { type AskErasureParts, askErasure } from './ask-erasure.ts';
import { type ErasureView, erasureLook, erasureQuestion, erasureView } from './erasure-shapes.ts';
import { type Erasure, type ErasureId, findErasure, listErasures } from './erasures-store.ts';
import { countPeople, namedPeople } from './named-people.ts';

const tags = ['Audiences'];
const middleware = [requireActor('people:erase')];
const params = idParam('erasure');
const base = '/api/people-erasures';
const unknownShown = 20;

const look = createRoute({
  method: 'post',
  path: `${base}/look`,
  tags,
  summary: 'Who would be erased: how many of these ids are known, and of how many people',
  middleware,
  request: { body: jsonBody(erasureQuestion) },
  responses: answers('What is known', erasureLook),
});
const create = createRoute({
  method: 'post',
  path: base,
  tags,
  summary:
    'Erase people of this organisation: what they did stays as numbers that lead to nobody; it cannot be taken back',
  middleware,
  request: { body: jsonBody(erasureQuestion) },
  responses: created('The erasure, which is carried out now', erasureView),
});
const list = createRoute({
  method: 'get',
  path: base,
  tags,
  summary: 'Erasures, newest first; whom they were of is not kept',
  middleware,
  request: { query: pageQuery },
  responses: answers('A page of erasures', page(erasureView)),
});
const read = createRoute({
  method: 'get',
  path: `${base}/{id}`,
  tags,
  summary: 'One erasure',
  middleware,
  request: { params },
  responses: answers('The erasure', erasureView),
});

export function erasureRoutes(parts: AskErasureParts) {
  const { records } = parts;
  return newRouter()
    .openapi(look, async (c) => {
      const { organizationId } = actorOf(c);
      const { named, known, unknown } = await namedPeople(records, organizationId, c.req.valid('json'));
      const persons = await countPeople(records, organizationId, known);
      return c.json(
        { named, known: named - unknown.length, persons, unknown: unknown.slice(0, unknownShown) },
        200,
      );
    })
    .openapi(create, async (c) =>
      c.json(show(granted(await askErasure(parts, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(list, async (c) => {
      const load = (before: string | null, limit: number) =>
        records.organization(actorOf(c).organizationId, (trx) =>
          listErasures(trx, before as ErasureId | null, limit),
        );
      return c.json(await pageById(c.req.valid('query'), load, show), 200);
    })
    .openapi(read, async (c) => {
      const id = idFrom('erasure', c.req.valid('param').id);
      const found = await records.organization(actorOf(c).organizationId, (trx) => findErasure(trx, id));
      if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such erasure.' });
      return c.json(show(found), 200);
    });
}

const show = (erasure: Erasure): ErasureView => ({
  id: showId('erasure', erasure.id),
  state: erasure.state,
  named: erasure.named,
  known: erasure.known,
  waitsFor: erasure.waitsFor,
  askedBy: erasure.askedBy,
  askedAt: erasure.askedAt.toISOString(),
  doneAt: erasure.doneAt?.toISOString() ?? null,
});
