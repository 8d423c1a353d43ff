import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { actorOf, requireActor } from '#organisations';
import { answers, idFrom, idParam, newRouter, problem, problemResponses, RefusalError } from '#platform/http';
import type { ContentOptions } from '../content-options.ts';
import { uploadView } from '../contract.ts';
import { openReceiver, uploadsPath } from './receive-upload.ts';
import { showUpload } from './upload.ts';
import { loadUpload } from './uploads-store.ts';

const tags = ['Videos'];
const mayWrite = [requireActor('content:write')];
const params = idParam('upload');
const bytes = (type: string) => ({
  required: true as const,
  content: { [type]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
});
const protocol = { 413: { description: 'The file is too large', content: problemResponses[400].content } };

const create = createRoute({
  method: 'post',
  path: uploadsPath,
  tags,
  summary: 'Begin a resumable upload of an mp4',
  description:
    'The tus protocol, version 1.0.0 (https://tus.io): send `Tus-Resumable: 1.0.0`, `Upload-Length` in bytes and `Upload-Metadata` with `filename`. The answer’s `Location` takes the bytes by PATCH; HEAD tells how many are there, so that an upload goes on wherever it was broken off. A file that is no mp4 with H.264 is refused once it is whole.',
  middleware: mayWrite,
  request: { body: { ...bytes('application/offset+octet-stream'), required: false } },
  responses: { 201: { description: 'Begun; see Location' }, ...protocol, ...problemResponses },
});
const send = createRoute({
  method: 'patch',
  path: `${uploadsPath}/{id}`,
  tags,
  summary: 'Send the next bytes, from `Upload-Offset` on',
  middleware: mayWrite,
  request: { params, body: bytes('application/offset+octet-stream') },
  responses: { 204: { description: 'Received and on disk' }, ...protocol, ...problemResponses },
});
const read = createRoute({
  method: 'get',
  path: `${uploadsPath}/{id}`,
  tags,
  summary: 'How far an upload is and what was found in it; HEAD answers by tus',
  middleware: mayWrite,
  request: { params },
  responses: answers('The upload', uploadView),
});
const end = createRoute({
  method: 'delete',
  path: `${uploadsPath}/{id}`,
  tags,
  summary: 'Cancel an upload; what arrived of it is forgotten',
  middleware: mayWrite,
  request: { params },
  responses: { 204: { description: 'Cancelled' }, ...problemResponses },
});

export function uploadRoutes(parts: Pick<ContentOptions, 'records' | 'files'>) {
  const receive = openReceiver(parts);
  const byProtocol = async (c: Context) => {
    const { organizationId, name } = actorOf(c);
    const answer = await receive(c.req.raw, { organizationId, name });
    return answer instanceof Response ? answer : problem(c, answer);
  };
  const router = newRouter()
    .openapi(create, async (c) => (await byProtocol(c)) as never)
    .openapi(send, async (c) => (await byProtocol(c)) as never)
    .openapi(end, async (c) => (await byProtocol(c)) as never)
    .openapi(read, async (c) => {
      if (c.req.raw.method === 'HEAD') return (await byProtocol(c)) as never;
      const upload = await loadUpload(
        parts.records,
        actorOf(c).organizationId,
        idFrom('upload', c.req.valid('param').id),
      );
      if (!upload) throw new RefusalError({ code: 'not_found', detail: 'There is no such upload.' });
      const received =
        upload.state === 'receiving' ? ((await parts.files.size(upload.fileKey)) ?? 0) : upload.bytes;
      c.header('cache-control', 'no-store');
      return c.json(showUpload(upload, received), 200);
    });
  router.options(uploadsPath, requireActor('content:write'), byProtocol);
  return router;
}
