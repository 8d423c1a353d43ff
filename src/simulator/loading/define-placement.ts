import type { AudienceView, DeliveryView } from '#audiences/contract';
import type { VideoView } from '#content/contract';
import type { PlacementView } from '#traffic/contract';
import type { Api } from './api.ts';

const weekMs = 7 * 86_400_000;

/** Has the newest video shown in the feed to an audience that is delivered to slots, once. */
export async function definePlacement(api: Api, audience: Pick<AudienceView, 'id' | 'name'>): Promise<void> {
  const { items: placed } = await api.get<{ items: PlacementView[] }>('/api/placements?limit=1');
  const { items } = await api.get<{ items: VideoView[] }>('/api/videos?state=published&limit=1');
  const [video] = items;
  if (placed.length > 0 || !video) return;
  const { groupId } = await api.post<DeliveryView>('/api/audience-deliveries', {
    audienceId: audience.id,
    target: 'slots',
  });
  if (groupId === null) return;
  await api.post<PlacementView>('/api/placements', {
    kind: 'feed',
    name: `${audience.name} · ${video.title}`.slice(0, 120),
    videoId: video.id,
    audience: 'group',
    groups: [groupId],
    endsAt: new Date(Date.now() + weekMs).toISOString(),
    perDay: 1,
  });
}
