import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import type { VideoView } from '../../src/content/contract.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';
import { accountOf, asJson, clip, publishedVideo, uploaderOf, uploadWhole } from './video-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let other: TestTenant;
let shopper: TestShopper;
let accountId: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Clips');
  other = await product.tenant('Elsewhere');
  shopper = await product.shopper();
  accountId = await accountOf(product, tenant);
});
afterAll(() => product.close());

async function made(body: Record<string, unknown>) {
  const answer = await product.ask(tenant, '/api/videos', asJson({ accountId, title: 'A clip', ...body }));
  return { status: answer.status, body: await answer.json() };
}
const act = async (video: VideoView, verb: string, version = video.version) => {
  const answer = await product.ask(tenant, `/api/videos/${video.id}/${verb}`, asJson({ version }));
  return { status: answer.status, body: await answer.json() };
};
const change = async (video: VideoView, body: object) => {
  const answer = await product.ask(
    tenant,
    `/api/videos/${video.id}`,
    asJson({ version: video.version, ...body }, 'PATCH'),
  );
  return { status: answer.status, body: await answer.json() };
};
const seen = async (id: string) => (await shopper.ask('GET', `/api/storefront/videos/${id}`)).status;
const soon = { interval: 20 };

/** A product on the shelf of the tenant’s shop, or of another’s. */
async function productOf(of: TestTenant): Promise<string> {
  const id = randomUUID();
  await product.world.records.organization(of.organizationId, async (trx) => {
    const shop = await trx.selectFrom('shops').select('id').executeTakeFirstOrThrow();
    const own = { organization_id: of.organizationId };
    await trx
      .insertInto('products')
      .values({
        ...own,
        id,
        shop_id: shop.id,
        external_id: id,
        name: 'Linen shirt',
        category: 'Shirts',
        origin: 'native',
        review: 'passed',
        shelf: 'online',
        listed_at: new Date(),
      })
      .execute();
    await trx
      .insertInto('skus')
      .values({ ...own, id: randomUUID(), product_id: id, code: 'S', price: 9900, on_hand: 5 })
      .execute();
  });
  return showId('product', id);
}

describe('an upload', () => {
  it('goes on where it was broken off, in pieces of any size', async () => {
    const uploader = uploaderOf(product, tenant);
    const begun = await uploader.begin(clip.length, '夏日 clip.mp4');
    expect(begun.status).toBe(201);
    expect(begun.headers.get('access-control-allow-origin')).toBeNull();
    const path = begun.headers.get('location') ?? '';
    expect(path).toMatch(/^\/api\/uploads\/upl_/);
    let offset = 0;
    for (const size of [1, 999, 4_096, clip.length]) {
      const piece = clip.subarray(offset, offset + size);
      expect((await uploader.patch(path, offset, piece)).status).toBe(204);
      offset += piece.length;
      const head = await uploader.head(path);
      expect([head.status, head.headers.get('upload-offset')]).toEqual([200, String(offset)]);
    }
    expect(await uploader.look(path)).toMatchObject({
      state: 'ready',
      fileName: '夏日 clip.mp4',
      bytesReceived: clip.length,
      durationMs: 2000,
      width: 180,
      height: 320,
    });
  });

  it('keeps what arrived of a request that was cut', async () => {
    const uploader = uploaderOf(product, tenant);
    const path = (await uploader.begin(clip.length)).headers.get('location') ?? '';
    const sending = request(`${product.url}${path}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${tenant.apiKey}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': clip.length,
      },
    });
    sending.on('error', () => undefined);
    sending.write(clip.subarray(0, 5_000));
    await expect.poll(async () => (await uploader.look(path)).bytesReceived, soon).toBe(5_000);
    // The train goes into a tunnel.
    sending.destroy();
    await expect.poll(async () => (await uploader.look(path)).bytesReceived, soon).toBe(5_000);
    expect((await uploader.patch(path, 5_000, clip.subarray(5_000))).status).toBe(204);
    expect((await uploader.look(path)).state).toBe('ready');
  });

  it('is refused with the reason when its content is no video, and cannot become one', async () => {
    const uploader = uploaderOf(product, tenant);
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const path = (await uploader.begin(page.length, 'innocent.mp4')).headers.get('location') ?? '';
    const refused = await uploader.patch(path, 0, page);
    expect([refused.status, (await refused.json()).code]).toEqual([415, 'file_unknown_format']);
    expect(await uploader.look(path)).toMatchObject({ state: 'refused', refusal: 'The file is not an mp4.' });
    const video = await made({ uploadId: path.split('/').at(-1) });
    expect([video.status, video.body.errors[0].field]).toEqual([422, 'uploadId']);
    expect((await uploader.head(path)).status).toBe(404);
  });

  it('says what is wrong with a request by a problem document', async () => {
    const uploader = uploaderOf(product, tenant);
    const path = (await uploader.begin(100)).headers.get('location') ?? '';
    const nobodys = '/api/uploads/upl_01h455vb4pex5vsknk084sn02q';
    // One after the other: who writes to an upload holds it, and another who comes meanwhile is told that instead.
    const cases: [() => Promise<Response>, number, string][] = [
      [() => uploader.patch(path, 50, Buffer.alloc(10)), 409, 'conflict'],
      [() => uploader.patch(path, 0, Buffer.alloc(101)), 413, 'too_large'],
      [() => uploader.begin(600 * 1024 * 1024), 413, 'too_large'],
      [() => uploader.begin(0), 400, 'invalid_request'],
      [() => product.ask(tenant, path, { method: 'PATCH' }), 412, 'tus_version'],
      [() => uploader.patch(nobodys, 0, Buffer.alloc(1)), 404, 'not_found'],
      [() => uploaderOf(product, other).patch(path, 0, Buffer.alloc(10)), 404, 'not_found'],
    ];
    for (const [ask, status, code] of cases) {
      const answer = await ask();
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
    }
  });

  it('can be cancelled, and is then nowhere', async () => {
    const uploader = uploaderOf(product, tenant);
    const path = (await uploader.begin(clip.length)).headers.get('location') ?? '';
    await uploader.patch(path, 0, clip.subarray(0, 100));
    expect((await uploaderOf(product, other).cancel(path)).status).toBe(404);
    expect((await uploader.cancel(path)).status).toBe(204);
    expect((await uploader.head(path)).status).toBe(404);
  });

  it('belongs to one video', async () => {
    const uploadId = await uploadWhole(product, tenant);
    expect((await made({ uploadId })).status).toBe(201);
    const second = await made({ uploadId });
    expect([second.status, second.body.code]).toEqual([409, 'conflict']);
    expect((await uploaderOf(product, tenant).cancel(`/api/uploads/${uploadId}`)).status).toBe(400);
  });
});

describe('a video', () => {
  it('is published after its review, and shoppers find it at once with its products', async () => {
    const productId = await productOf(tenant);
    const video = await publishedVideo(product, tenant, { kind: 'selling', productIds: [productId] });
    expect(video).toMatchObject({ state: 'published', reviewReasons: [], productIds: [productId] });
    await expect.poll(() => seen(video.id), soon).toBe(200);
    const card = await (await shopper.ask('GET', `/api/storefront/videos/${video.id}`)).json();
    expect(card).toMatchObject({
      title: 'A clip',
      durationMs: 2000,
      width: 180,
      height: 320,
      counts: { likes: 0, comments: 0, favorites: 0, shares: 0 },
      account: { id: accountId, followed: false },
      products: [{ id: productId, name: 'Linen shirt', price: 9900, soldOut: false }],
    });
  });

  it('stays a draft with every reason when the review does not let it pass', async () => {
    const draft = await made({ title: '全网第一的衬衫', kind: 'selling' });
    const refused = await act(draft.body, 'publish');
    expect([refused.status, refused.body.code]).toEqual([422, 'video_review_refused']);
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'uploadId',
      'productIds',
      'title',
    ]);
    const kept = await (await product.ask(tenant, `/api/videos/${draft.body.id}`)).json();
    expect(kept).toMatchObject({
      state: 'draft',
      reviewReasons: [
        { code: 'no_file' },
        { code: 'no_product' },
        { code: 'forbidden_word', word: '全网第一' },
      ],
    });
  });

  it('that is published cannot be changed into what the review refuses', async () => {
    const video = await publishedVideo(product, tenant);
    const refused = await change(video, { title: '包治百病' });
    expect([refused.status, refused.body.code]).toEqual([422, 'video_review_refused']);
    const changed = await change(video, { title: 'Better words', elements: { scene: ['commute'] } });
    expect(changed.body).toMatchObject({
      state: 'published',
      title: 'Better words',
      version: video.version + 1,
    });
    await expect
      .poll(
        async () => (await (await shopper.ask('GET', `/api/storefront/videos/${video.id}`)).json()).title,
        soon,
      )
      .toBe('Better words');
  });

  it('moves only as its states allow, and whoever saw an older version is refused', async () => {
    const video = await publishedVideo(product, tenant);
    expect((await act(video, 'publish')).status).toBe(409);
    expect((await act(video, 'restore')).status).toBe(409);
    const removed = await act(video, 'remove');
    expect(removed.body.state).toBe('removed');
    await expect.poll(() => seen(video.id), soon).toBe(404);
    expect((await act(video, 'publish')).body.code).toBe('conflict');
    expect((await change(removed.body, { title: 'Ghost' })).status).toBe(409);
    // Undo.
    const again = await act(removed.body, 'publish');
    expect(again.body).toMatchObject({ state: 'published', publishedAt: video.publishedAt });
    await expect.poll(() => seen(video.id), soon).toBe(200);
    const draft = await act(again.body, 'withdraw');
    expect(draft.body.state).toBe('draft');
    await expect.poll(() => seen(video.id), soon).toBe(404);
  });

  it('links no product of another organisation and belongs to no account of another', async () => {
    const theirs = await productOf(other);
    const linked = await made({ productIds: [theirs] });
    expect([linked.status, linked.body.errors[0].field]).toEqual([422, 'productIds']);
    const elsewhere = await made({ accountId: await accountOf(product, other) });
    expect([elsewhere.status, elsewhere.body.errors[0].field]).toEqual([422, 'accountId']);
    expect((await product.ask(other, `/api/videos/${(await made({})).body.id}`)).status).toBe(404);
  });

  it('gets a new file, and the old one is swept later', async () => {
    const video = await publishedVideo(product, tenant);
    const changed = await change(video, { uploadId: await uploadWhole(product, tenant) });
    expect(changed.body.src).not.toBe(video.src);
    expect((await fetch(`${product.url}${video.src}`)).status).toBe(200);
    expect((await fetch(`${product.url}${changed.body.src}`)).status).toBe(200);
  });

  it('is found by state, kind, account and words of its title', async () => {
    const { body: needle } = await made({ title: 'A needle in the hay', kind: 'traffic' });
    const list = async (query: string) =>
      (await (await product.ask(tenant, `/api/videos?${query}`)).json()).items.map(
        ({ title }: VideoView) => title,
      );
    expect(await list('title=NEEDLE')).toEqual(['A needle in the hay']);
    expect(await list('title=NEEDLE&state=published')).toEqual([]);
    expect(await list('kind=traffic&state=draft')).toEqual(['A needle in the hay']);
    expect(await list(`ids=${needle.id},vid_01h455vb4pex5vsknk084sn02q,none`)).toEqual([
      'A needle in the hay',
    ]);
    expect(await list('ids=none')).toEqual([]);
    const first = await (await product.ask(tenant, '/api/videos?limit=2')).json();
    const second = await (await product.ask(tenant, `/api/videos?limit=2&cursor=${first.nextCursor}`)).json();
    expect(second.items[0].id < first.items[1].id).toBe(true);
  });

  it('has a poster that somebody sent', async () => {
    const video = await publishedVideo(product, tenant);
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAACIAAAAUCAIAAABnBnglAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAIklEQVR4nGP4y8BAB0QPO0atGbVm1JpRa0atGbVm1BoyEAAm4aAny30bYQAAAABJRU5ErkJggg==',
      'base64',
    );
    const put = (body: Uint8Array) =>
      product.ask(tenant, `/api/videos/${video.id}/poster`, {
        method: 'PUT',
        headers: { 'content-type': 'image/png' },
        body: new Uint8Array(body),
      });
    const set = await (await put(picture)).json();
    expect(set.poster).toMatch(/^\/media\/posters\/.+\.png$/);
    const served = await fetch(`${product.url}${set.poster}`);
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await put(Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(415);
  });
});
