import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFiles } from '#platform/files';
import { openTestProduct, type TestProduct } from './product-fixture.ts';
import { clip, publishedVideo } from './video-fixture.ts';

let product: TestProduct;
let src: string;
beforeAll(async () => {
  product = await openTestProduct();
  const tenant = await product.tenant('Media');
  src = (await publishedVideo(product, tenant)).src as string;
  // What nobody may fetch, however they ask.
  const files = openFiles(`${product.world.folder}/files`);
  await files.put('imports/secret.csv', Readable.from([Buffer.from('hands off')]), 100);
  await files.put(`imports/${randomUUID()}.png`, Readable.from([Buffer.from('hands off')]), 100);
});
afterAll(() => product.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${product.url}${path}`, { method, headers, signal: AbortSignal.timeout(60_000) });

describe('a clip', () => {
  it('is served whole with its type, to be kept for ever and to be taken for nothing else', async () => {
    const answer = await get(src);
    expect(Buffer.from(await answer.arrayBuffer()).equals(clip)).toBe(true);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(clip.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('content-security-policy')).toContain("media-src 'self' blob:");
    const head = await get(src, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(clip.length)]);
    const again = await get(src, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('is served in the parts that are asked for, which together are the clip', async () => {
    const cut = fc.tuple(fc.nat({ max: clip.length - 1 }), fc.nat({ max: clip.length + 100 }));
    await fc.assert(
      fc.asyncProperty(cut, async ([start, length]) => {
        const end = Math.min(start + length, clip.length - 1);
        const part = await get(src, { range: `bytes=${start}-${start + length}` });
        expect(part.status).toBe(206);
        expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${clip.length}`);
        expect(Buffer.from(await part.arrayBuffer()).equals(clip.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 40 },
    );
    const beyond = await get(src, { range: `bytes=${clip.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${clip.length}`]);
    expect(beyond.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const stale = await get(src, { range: 'bytes=0-9', 'if-range': '"another"' });
    expect(stale.status).toBe(200);
    await stale.body?.cancel();
  });

  it('that a viewer leaves in the middle holds nothing open', async () => {
    for (let time = 0; time < 50; time++) {
      const answer = await get(src);
      await answer.body?.cancel();
    }
    expect((await get(src, { range: 'bytes=0-0' })).status).toBe(206);
  });
});

describe('the media route', () => {
  it('serves nothing but media, whatever the address', async () => {
    const name = src.split('/').at(-1) ?? '';
    const parts = fc.constantFrom(
      'videos',
      'imports',
      'products',
      '..',
      '.',
      '%2e%2e',
      '..%2f',
      name,
      'secret.csv',
      '',
      '%00',
      '\\',
    );
    const addresses = fc.oneof(
      fc.array(parts, { minLength: 1, maxLength: 5 }).map((list) => list.join('/')),
      fc.string({ unit: 'binary', maxLength: 60 }).map((text) => encodeURIComponent(text.toWellFormed())),
    );
    await fc.assert(
      fc.asyncProperty(addresses, fc.constantFrom('', '%2F', '//'), async (address, lead) => {
        const answer = await get(`/media/${lead}${address}`);
        const text = await answer.text();
        expect(answer.status, address).toBeLessThan(500);
        expect(text).not.toContain('hands off');
        if (answer.ok && answer.url.includes('/media/'))
          expect(answer.url).toContain(`/media/videos/${name}`);
      }),
      { numRuns: 300 },
    );
  });

  it('lists no folder', async () => {
    for (const path of ['/media', '/media/', '/media/videos', '/media/videos/', '/media/imports/secret.csv'])
      expect((await get(path)).status, path).toBe(404);
  });
});
