import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadView, VideoView } from '../../src/content/contract.ts';
import type { TestProduct, TestTenant } from './product-fixture.ts';

/** Two seconds of moving bars, 180 by 320, H.264 with sound. */
export const clip = readFileSync(
  join(import.meta.dirname, '..', '..', 'src', 'content', 'uploads', 'clip.fixture.mp4'),
);

const tus = { 'tus-resumable': '1.0.0' };

/** Speaks the upload protocol as a tenant. */
export function uploaderOf(product: TestProduct, tenant: TestTenant) {
  const send = (path: string, method: string, headers: Record<string, string>, body?: Uint8Array) =>
    product.ask(tenant, path, {
      method,
      headers: { ...tus, ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  return {
    begin: async (bytes: number, fileName = 'clip.mp4') => {
      const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
      return send('/api/uploads', 'POST', { 'upload-length': String(bytes), 'upload-metadata': metadata });
    },
    patch: (path: string, offset: number, body: Uint8Array) =>
      send(
        path,
        'PATCH',
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        body,
      ),
    head: (path: string) => send(path, 'HEAD', {}),
    cancel: (path: string) => send(path, 'DELETE', {}),
    look: async (path: string) => (await (await product.ask(tenant, path)).json()) as UploadView,
  };
}

/** A whole upload; answers its shown id. */
export async function uploadWhole(
  product: TestProduct,
  tenant: TestTenant,
  bytes: Uint8Array = clip,
): Promise<string> {
  const uploader = uploaderOf(product, tenant);
  const begun = await uploader.begin(bytes.length);
  const path = begun.headers.get('location') ?? '';
  const done = await uploader.patch(path, 0, bytes);
  if (done.status !== 204) throw new Error(`The upload ended with ${done.status}: ${await done.text()}`);
  return path.split('/').at(-1) as string;
}

export const asJson = (body: unknown, method = 'POST') => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export async function accountOf(product: TestProduct, tenant: TestTenant): Promise<string> {
  const { items } = await (await product.ask(tenant, '/api/accounts')).json();
  return items[0].id;
}

/** A published video with a file. */
export async function publishedVideo(
  product: TestProduct,
  tenant: TestTenant,
  more: Record<string, unknown> = {},
): Promise<VideoView> {
  const draft = await product.ask(
    tenant,
    '/api/videos',
    asJson({
      accountId: await accountOf(product, tenant),
      title: 'A clip',
      uploadId: await uploadWhole(product, tenant),
      ...more,
    }),
  );
  const video = (await draft.json()) as VideoView;
  if (draft.status !== 201) throw new Error(JSON.stringify(video));
  const published = await product.ask(
    tenant,
    `/api/videos/${video.id}/publish`,
    asJson({ version: video.version }),
  );
  if (published.status !== 200) throw new Error(await published.text());
  return (await published.json()) as VideoView;
}
