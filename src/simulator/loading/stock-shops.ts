import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoView } from '#content/contract';
import type { StructureView } from '#organisations/contract';
import type { ProductView } from '#shop/contract';
import { type Clip, clips } from '../material/clips-data.ts';
import { type Goods, goods } from '../material/goods-data.ts';
import { accounts, shops } from '../world/brands-data.ts';
import type { Api } from './api.ts';
import { allOf } from './pages.ts';

const folder = join(import.meta.dirname, '..', 'material');
/** Enough that a demo runs for weeks, little enough that "only 3 left" is seen. */
const stockOf = (place: number) => 40 + ((place * 37) % 160);

/** What a shopper reads as the product's name. */
export const nameOf = ({ zh, en }: Goods): string => `${zh} ${en}`;

/**
 * Stocks the demo's own shops as their staff would: products with pictures, reviewed and on the shelf, and videos
 * with posters, published. What is there already is left as it is, so it can be killed anywhere and run again.
 */
export async function stockShops(api: Api): Promise<{ readonly products: number; readonly videos: number }> {
  const structure = await api.get<StructureView>('/api/structure');
  const idIn = (list: readonly { id: string; name: string }[], name: string) => {
    const found = list.find((one) => one.name === name);
    if (!found) throw new Error(`The demo has no ${name}.`);
    return found.id;
  };
  const shopOf = (key: string) => idIn(structure.shops, shops.find((shop) => shop.key === key)?.name ?? key);
  const accountOf = (key: string) =>
    idIn(structure.accounts, accounts.find((account) => account.key === key)?.name ?? key);

  const products = await allOf<ProductView>(api, '/api/products');
  const onShelf = new Map<string, string>();
  let added = 0;
  for (const [place, one] of goods.entries()) {
    const known = products.find(({ name }) => name === nameOf(one));
    const product =
      known?.shelf === 'online' ? known : await shelve(api, one, shopOf(one.shop), place, known);
    added += product === known ? 0 : 1;
    onShelf.set(one.key, product.id);
  }
  for (const { key } of accounts) await givePortrait(api, accountOf(key), key);
  const videos = await allOf<VideoView>(api, '/api/videos');
  let shown = 0;
  for (const clip of clips) {
    const known = videos.find(({ title }) => title === clip.title);
    if (known && known.state !== 'draft') continue;
    await publish(api, clip, accountOf(clip.account), onShelf, known);
    shown++;
  }
  return { products: added, videos: shown };
}

async function shelve(
  api: Api,
  one: Goods,
  shopId: string,
  place: number,
  known: ProductView | undefined,
): Promise<ProductView> {
  let product =
    known ??
    (await api.post<ProductView>('/api/products', {
      shopId,
      name: nameOf(one),
      sellingPoint: `${one.point[0]} ${one.point[1]}`,
      description: descriptionOf(one),
      category: one.category,
      skus: one.skus.map(([name, factor], number) => ({
        code: `${one.key}-${number + 1}`,
        name,
        price: Math.round(one.price * factor) * 100,
        listPrice: Math.round(one.listPrice * factor) * 100,
        cost: Math.round(one.price * factor * 42),
        stock: stockOf(place * 5 + number),
      })),
    }));
  if (product.pictures.length === 0)
    product = await api.send<ProductView>(
      'POST',
      `/api/products/${product.id}/pictures`,
      await readFile(join(folder, 'pictures', `${one.key}.webp`)),
    );
  if (product.review !== 'passed')
    product = await api.post(`/api/products/${product.id}/submit`, { version: product.version });
  if (product.review !== 'passed')
    throw new Error(`${product.name} did not pass the review: ${JSON.stringify(product.reviewReasons)}`);
  return api.post(`/api/products/${product.id}/shelf`, { version: product.version, shelf: 'online' });
}

const descriptionOf = ({ hook, point, reasons }: Goods): string =>
  [`${hook[0]}\n${hook[1]}`, `${point[0]}\n${point[1]}`, ...reasons.map(([zh, en]) => `· ${zh}  ${en}`)].join(
    '\n\n',
  );

async function givePortrait(api: Api, accountId: string, key: string): Promise<void> {
  const { avatar } = await api.get<{ avatar: string | null }>(`/api/account-homes/${accountId}`);
  if (avatar !== null) return;
  const bytes = await readFile(join(folder, 'portraits', `${key}.webp`));
  await api.send('PUT', `/api/account-homes/${accountId}/avatar`, bytes, { 'content-type': 'image/webp' });
}

async function publish(
  api: Api,
  clip: Clip,
  accountId: string,
  onShelf: ReadonlyMap<string, string>,
  known: VideoView | undefined,
): Promise<void> {
  let video = known;
  if (!video || video.src === null) {
    const file = await readFile(join(folder, 'clips', `${clip.key}.mp4`));
    const uploadId = await api.sendVideo('/api/uploads', `${clip.key}.mp4`, file);
    video = video
      ? await api.patch<VideoView>(`/api/videos/${video.id}`, { version: video.version, uploadId })
      : await api.post<VideoView>('/api/videos', {
          accountId,
          title: clip.title,
          kind: clip.kind,
          category: clip.category,
          elements: { ...clip.elements, product: clip.goods.slice(0, 1) },
          productIds: clip.goods.flatMap((key) => onShelf.get(key) ?? []),
          uploadId,
        });
  }
  const poster = await readFile(join(folder, 'posters', `${clip.key}.webp`));
  video = await api.send<VideoView>('PUT', `/api/videos/${video.id}/poster`, poster, {
    'content-type': 'image/webp',
  });
  await api.post(`/api/videos/${video.id}/publish`, { version: video.version });
}
