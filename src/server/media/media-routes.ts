import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import type { Files } from '#platform/files';
import { newRouter, problem, problemResponses } from '#platform/http';
import { readRange } from './byte-range.ts';

/** What may be served, by folder: everything else in the file store, such as imports, is nobody's to fetch. */
const folders = ['products', 'videos', 'posters', 'avatars'] as const;
const typeOf: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  webp: 'image/webp',
  png: 'image/png',
  jpg: 'image/jpeg',
};
const fileName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(mp4|webp|png|jpg)$/;

const bytes = z.any().openapi({ type: 'string', format: 'binary' });
const answer = (description: string) => ({ description, content: { '*/*': { schema: bytes } } });
const media = createRoute({
  method: 'get',
  path: '/media/{folder}/{file}',
  tags: ['Storefront'],
  summary: 'A picture or a clip; answers byte ranges and never changes',
  request: {
    params: z.object({ folder: z.string().max(40), file: z.string().max(60) }),
  },
  responses: {
    200: answer('The file'),
    206: answer('The part that was asked for'),
    304: { description: 'As it was' },
    404: problemResponses[404],
    416: { description: 'The file has no such part', content: problemResponses[400].content },
  },
});

/** `/media/{key}`: keys are random and files never change, so everything may be kept for ever. */
export function mediaRoutes(files: Files) {
  return newRouter().openapi(media, async (c) => {
    const { folder, file } = c.req.valid('param');
    const type = typeOf[fileName.exec(file)?.[1] ?? ''];
    const isServed = (folders as readonly string[]).includes(folder) && type !== undefined;
    const key = `${folder}/${file}`;
    const size = isServed ? await files.size(key) : null;
    if (size === null || type === undefined)
      return problem(c, { code: 'not_found', detail: 'There is no such file.' }) as never;
    const etag = `"${file}"`;
    const headers: Record<string, string> = {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag,
      'x-content-type-options': 'nosniff',
    };
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers }) as never;
    const ifRange = c.req.header('if-range');
    const asked = ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined;
    const range = readRange(asked, size);
    if (range === 'none') {
      c.header('content-range', `bytes */${size}`);
      return problem(c, { code: 'no_such_range', detail: `The file has ${size} bytes.` }) as never;
    }
    const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
    headers['content-length'] = String(end - start + 1);
    if (range !== 'whole') headers['content-range'] = `bytes ${start}-${end}/${size}`;
    const status = range === 'whole' ? 200 : 206;
    if (c.req.raw.method === 'HEAD' || size === 0) return new Response(null, { status, headers }) as never;
    const stream = Readable.toWeb(files.read(key, { start, end }));
    return new Response(stream as ReadableStream, { status, headers }) as never;
  });
}
