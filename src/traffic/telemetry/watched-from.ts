import type { ToldEvent } from '../contract.ts';
import { joined, type Watched } from '../seen/watched.ts';
import type { Subject } from './told-event-message.ts';

/** What told events say of the showings of videos, one entry a video. */
export function watchedFrom(
  told: readonly { readonly event: ToldEvent; readonly subject: Subject }[],
  nowMs: number,
): Watched[] {
  const news = new Map<string, Watched>();
  for (const { event, subject } of told) {
    const { video } = subject;
    if (!video) continue;
    const ratio = event.event === 'Content Played' ? (event.watchMs ?? 0) / video.durationMs : 0;
    const one: Watched = {
      videoId: video.id,
      seenAtMs: Math.min(nowMs, Date.parse(event.at)),
      watchRatio: Math.min(100, ratio),
      liked: false,
      clickedProduct: event.event === 'Product Clicked',
      disliked: false,
    };
    news.set(video.id, joined(news.get(video.id), one));
  }
  return [...news.values()];
}
