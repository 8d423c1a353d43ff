import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, requireActor } from '#organisations';
import { newRouter, problemResponses, RefusalError } from '#platform/http';
import { importKind, importPreview, importStart, importView } from '../contract.ts';
import { answers, granted, idFrom, idParam, page, pageById, pageQuery } from '../route-parts.ts';
import type { ShopOptions } from '../shop-options.ts';
import { showImport } from './import-view.ts';
import { type ImportRecord, listImports, loadImport } from './imports-store.ts';
import { previewImport } from './receiving/preview-import.ts';
import { receiveFile } from './receiving/receive-file.ts';
import { cancelImport, fileIsGone, startImport } from './receiving/start-import.ts';

const tags = ['Imports'];
const middleware = [requireActor('imports:write')];
const params = idParam('import');

/** PostgreSQL holds no U+0000, and a name with control characters misleads whoever reads it. */
const fileName = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });

const upload = createRoute({
  method: 'post',
  path: '/api/imports',
  tags,
  summary: 'Send a file: CSV, TSV, XLSX, Parquet or JSON lines, also .gz; the body is the file itself',
  middleware,
  request: {
    query: z.object({ kind: importKind.default('orders'), fileName }),
    body: {
      required: true,
      content: {
        'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) },
      },
    },
  },
  responses: {
    201: {
      description: 'Received and looked into; not started yet',
      content: { 'application/json': { schema: importView } },
    },
    413: { description: 'The file is too large', content: problemResponses[400].content },
    ...problemResponses,
  },
});

const list = createRoute({
  method: 'get',
  path: '/api/imports',
  tags,
  summary: 'Imports, newest first',
  middleware,
  request: { query: pageQuery },
  responses: answers('A page of imports', page(importView)),
});

const read = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  tags,
  summary: 'One import with its progress',
  middleware,
  request: { params },
  responses: answers('The import', importView),
});

const preview = createRoute({
  method: 'get',
  path: '/api/imports/{id}/preview',
  tags,
  summary: 'The first rows, the proposed mapping, and what the rows would become',
  middleware,
  request: { params },
  responses: answers('The preview', importPreview),
});

const start = createRoute({
  method: 'post',
  path: '/api/imports/{id}/start',
  tags,
  summary: 'Start an import, or go on with one that failed or was cancelled',
  middleware,
  request: { params, body: { required: true, content: { 'application/json': { schema: importStart } } } },
  responses: answers('The running import', importView),
});

const cancel = createRoute({
  method: 'post',
  path: '/api/imports/{id}/cancel',
  tags,
  summary: 'Stop an import; what has landed stays',
  middleware,
  request: { params },
  responses: answers('The cancelled import', importView),
});

export function importRoutes(options: ShopOptions) {
  const show = (record: ImportRecord) => showImport(record, Date.now());
  const find = async (c: Parameters<typeof actorOf>[0], text: string): Promise<ImportRecord> => {
    const record = await loadImport(options.records, actorOf(c).organizationId, idFrom('import', text));
    if (!record) throw new RefusalError({ code: 'not_found', detail: 'There is no such import.' });
    return record;
  };
  return newRouter()
    .openapi(upload, async (c) => {
      const { kind, fileName } = c.req.valid('query');
      const stream = c.req.raw.body;
      if (!stream)
        throw new RefusalError({
          code: 'malformed_body',
          detail: 'Send the file as the body of the request.',
        });
      const actor = actorOf(c);
      const body = Readable.fromWeb(stream as ReadableStream<Uint8Array>);
      const received = granted(
        await receiveFile(options, {
          organizationId: actor.organizationId,
          kind,
          fileName,
          body,
          createdBy: actor.name,
        }),
      );
      return c.json(show(received), 201);
    })
    .openapi(list, async (c) => {
      const load = (before: string | null, limit: number) =>
        listImports(options.records, actorOf(c).organizationId, before, limit);
      return c.json(await pageById(c.req.valid('query'), load, show), 200);
    })
    .openapi(read, async (c) => c.json(show(await find(c, c.req.valid('param').id)), 200))
    .openapi(preview, async (c) => {
      const record = await find(c, c.req.valid('param').id);
      if (record.fileRemovedAt) throw new RefusalError(fileIsGone().refusal);
      const structure = await options.structureOf(actorOf(c).organizationId);
      return c.json(await previewImport(record, options.files.path(record.fileKey), structure), 200);
    })
    .openapi(start, async (c) => {
      const id = idFrom('import', c.req.valid('param').id);
      granted(await startImport(options, actorOf(c), id, c.req.valid('json')));
      return c.json(show(await find(c, showId('import', id))), 200);
    })
    .openapi(cancel, async (c) => {
      const id = idFrom('import', c.req.valid('param').id);
      granted(await cancelImport(options, actorOf(c), id));
      return c.json(show(await find(c, showId('import', id))), 200);
    });
}
