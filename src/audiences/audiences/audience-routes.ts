import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, askerOf, entryBy, requireActor, writeAudit } from '#organisations';
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
import { type AudienceParts, askedBy } from './audience-parts.ts';
import {
  type AudienceView,
  audienceCreate,
  audiencePatch,
  audienceSettings,
  audienceVersionList,
  audienceView,
  listBytesMax,
  listQuery,
} from './audience-shapes.ts';
import { type AudienceRow, findAudience, listAudiences, listVersions } from './audience-store.ts';
import {
  archiveAudience,
  changeAudience,
  countAudience,
  createAudience,
  createList,
  freezeAudience,
} from './change-audience.ts';
import { peopleOfList } from './find-people.ts';
import { readList } from './read-list.ts';
import { putSmallest, readSmallest } from './settings-store.ts';

const tags = ['Audiences'];
const readers = [requireActor('audiences:read')];
const writers = [requireActor('audiences:write')];
const params = idParam('audience');

const list = createRoute({
  method: 'get',
  path: '/api/audiences',
  tags,
  summary: 'Audiences, newest first, each with its size as counted last',
  middleware: readers,
  request: {
    query: pageQuery.extend({
      archived: z.enum(['true', 'false']).default('false'),
      name: z.string().trim().min(1).max(120).optional(),
    }),
  },
  responses: answers('A page of audiences', page(audienceView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/audiences',
  tags,
  summary: 'Make an audience by its rule: live, or frozen as of now',
  middleware: writers,
  request: { body: jsonBody(audienceCreate) },
  responses: created('The new audience', audienceView),
});
const upload = createRoute({
  method: 'post',
  path: '/api/audiences/lists',
  tags,
  summary:
    'Make an audience of a list: CSV whose first column holds user ids or their SHA-256; the body is the file',
  middleware: writers,
  request: {
    query: listQuery,
    body: {
      required: true,
      content: {
        'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) },
      },
    },
  },
  responses: created('The new audience, with how many rows named somebody known', audienceView),
});
const settings = createRoute({
  method: 'get',
  path: '/api/audiences/settings',
  tags,
  summary: 'How few people may be looked into or delivered',
  middleware: readers,
  responses: answers('The settings', audienceSettings),
});
const putSettings = createRoute({
  method: 'put',
  path: '/api/audiences/settings',
  tags,
  summary: 'Set how few people may be looked into or delivered',
  middleware: writers,
  request: { body: jsonBody(audienceSettings) },
  responses: answers('The settings', audienceSettings),
});
const read = createRoute({
  method: 'get',
  path: '/api/audiences/{id}',
  tags,
  summary: 'One audience',
  middleware: readers,
  request: { params },
  responses: answers('The audience', audienceView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/audiences/{id}',
  tags,
  summary: 'Change an audience of the version that was seen',
  middleware: writers,
  request: { params, body: jsonBody(audiencePatch) },
  responses: answers('The audience as it is now', audienceView),
});
const versions = createRoute({
  method: 'get',
  path: '/api/audiences/{id}/versions',
  tags,
  summary: 'What an audience was, newest first, and who made it so',
  middleware: readers,
  request: { params },
  responses: answers('Versions', audienceVersionList),
});
const act = <Act extends string>(word: Act, summary: string) =>
  createRoute({
    method: 'post',
    path: `/api/audiences/{id}/${word}`,
    tags,
    summary,
    middleware: writers,
    request: { params },
    responses: answers('The audience as it is now', audienceView),
  });
const count = act('count', 'Count an audience as of now');
const archive = act('archive', 'Put an audience away; what uses it goes on');
const restore = act('restore', 'Take an audience back');
const freeze = createRoute({
  method: 'post',
  path: '/api/audiences/{id}/freeze',
  tags,
  summary: 'Keep the people of a live audience as they are now, as another audience',
  middleware: writers,
  request: { params, body: jsonBody(z.strictObject({ name: audienceCreate.shape.name })) },
  responses: created('The frozen audience', audienceView),
});

export function audienceRoutes(parts: AudienceParts) {
  const { records } = parts;
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, archived, name } = c.req.valid('query');
      const filter = { isArchived: archived === 'true', name: name ?? null };
      const load = (before: string | null, count: number) =>
        records.organization(actorOf(c).organizationId, (trx) => listAudiences(trx, filter, before, count));
      return c.json(await pageById({ cursor, limit }, load, showAudience), 200);
    })
    .openapi(create, async (c) =>
      c.json(showAudience(granted(await createAudience(parts, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(upload, async (c) => {
      const { name, ids } = c.req.valid('query');
      const asker = askerOf(c);
      const rows = granted(readList(await textOf(c.req.raw)));
      const asked = await askedBy(parts, asker.actor.organizationId);
      const found = await peopleOfList(parts, asked, rows, ids);
      const made = await createList(parts, asker, { name, rows: rows.length, ...found });
      return c.json(showAudience(granted(made)), 201);
    })
    .openapi(settings, async (c) => {
      const smallest = await records.organization(actorOf(c).organizationId, readSmallest);
      return c.json({ smallest }, 200);
    })
    .openapi(putSettings, async (c) => {
      const asker = askerOf(c);
      const { organizationId } = asker.actor;
      const { smallest } = c.req.valid('json');
      await records.organization(organizationId, async (trx) => {
        const detail = { smallest: { from: await readSmallest(trx), to: smallest } };
        await putSmallest(trx, organizationId, smallest);
        const subject = { kind: 'audience_settings', id: null };
        await writeAudit(trx, entryBy(asker, { action: 'audience.settings', subject, detail }));
      });
      return c.json({ smallest }, 200);
    })
    .openapi(read, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      const row = await records.organization(actorOf(c).organizationId, (trx) => findAudience(trx, id));
      if (!row) throw absent();
      return c.json(showAudience(row), 200);
    })
    .openapi(change, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      return c.json(
        showAudience(granted(await changeAudience(parts, askerOf(c), id, c.req.valid('json')))),
        200,
      );
    })
    .openapi(versions, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      const rows = await records.organization(actorOf(c).organizationId, (trx) => listVersions(trx, id));
      if (rows.length === 0) throw absent();
      return c.json({ items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }, 200);
    })
    .openapi(count, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      return c.json(showAudience(granted(await countAudience(parts, askerOf(c), id))), 200);
    })
    .openapi(archive, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      return c.json(showAudience(granted(await archiveAudience(parts, askerOf(c), id, true))), 200);
    })
    .openapi(restore, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      return c.json(showAudience(granted(await archiveAudience(parts, askerOf(c), id, false))), 200);
    })
    .openapi(freeze, async (c) => {
      const id = idFrom('audience', c.req.valid('param').id);
      const { name } = c.req.valid('json');
      return c.json(showAudience(granted(await freezeAudience(parts, askerOf(c), id, name))), 201);
    });
}

const absent = () => new RefusalError({ code: 'not_found', detail: 'There is no such audience.' });

/** A file that is small enough to be held; what says it is larger, or turns out to be, is refused. */
async function textOf(request: Request): Promise<string> {
  const tooLarge = () =>
    new RefusalError({ code: 'too_large', detail: `A list may be ${listBytesMax / 1_048_576} MiB large.` });
  if (Number(request.headers.get('content-length') ?? 0) > listBytesMax) throw tooLarge();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > listBytesMax) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function showAudience(row: AudienceRow): AudienceView {
  return {
    id: showId('audience', row.id),
    name: row.name,
    note: row.note,
    kind: row.kind,
    rule: row.rule,
    version: row.version,
    size: row.size,
    countedAt: row.countedAt?.toISOString() ?? null,
    list: row.listRows === null ? null : { rows: row.listRows, known: row.listKnown ?? 0 },
    madeBy: row.madeBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
