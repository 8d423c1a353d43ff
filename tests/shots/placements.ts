import type { DeliveryView } from '../../src/audiences/contract.ts';
import type { VideoView } from '../../src/content/contract.ts';
import type { ProductRow } from '../../src/shop/contract.ts';
import type { PlacementView } from '../../src/traffic/contract.ts';
import { openOwner } from '../journeys/owner.ts';
import type { DemoSignIn } from '../journeys/product.ts';
import type { Ask } from './ask.ts';

/** Ids of placements. */
export type Placements = Readonly<Record<'feed' | 'banner' | 'refused', string>>;

/** A video for members of an audience, a banner for everybody, and one that the market refused. */
export async function leavePlacements(ask: Ask, demo: DemoSignIn, deliveryId: string): Promise<Placements> {
  const { groupId } = await ask<DeliveryView>(`/api/audience-deliveries/${deliveryId}`);
  const { items: videos } = await ask<{ items: VideoView[] }>('/api/videos?state=published&limit=1');
  const { items: products } = await ask<{ items: ProductRow[] }>('/api/products?shelf=online&limit=1');
  const { items: there } = await ask<{ items: PlacementView[] }>('/api/placements?limit=200');
  const [video] = videos;
  const [product] = products;
  if (!video || !product || !groupId) throw new Error('The demo has no video, no product, or no group.');
  const asOwner = openOwner(demo);
  await asOwner('/api/session', { organizationId: demo.organizationId });
  // The key may not decide for the market, so what it submits waits for the owner, who may.
  const leave = async (name: string, fields: object) =>
    there.find((one) => one.name === name) ??
    ask<PlacementView>('/api/placements', {
      name,
      endsAt: new Date(Date.now() + 14 * 86_400_000).toISOString(),
      ...fields,
    });
  const banner = { kind: 'banner', shopId: product.shopId, tone: 'gold' };
  const feed = await leave('截图 视频', {
    kind: 'feed',
    videoId: video.id,
    audience: 'group',
    groups: [groupId],
    priority: 1,
  });
  const running = await leave('截图 横幅', { ...banner, title: '春日上新 · New for spring' });
  const refused = await leave('截图 拒绝', { ...banner, title: '全场好物' });
  for (const { id, standing, version } of [feed, running, refused]) {
    if (standing !== 'waiting') continue;
    const decided = id === refused.id ? { version, reason: '标题与店铺不符，请写明卖什么' } : { version };
    await asOwner(`/api/market/placements/${id}/${id === refused.id ? 'refuse' : 'approve'}`, decided);
  }
  return { feed: feed.id, banner: running.id, refused: refused.id };
}
