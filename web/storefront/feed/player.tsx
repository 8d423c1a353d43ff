import { type RefObject, useEffect, useRef } from 'react';
import type { FeedItem } from '#traffic/contract';
import { tell } from '../telemetry/telemetry.ts';

type Props = {
  readonly item: FeedItem;
  readonly plays: boolean;
  readonly isCurrent: boolean;
  readonly muted: boolean;
  /** Where the video stands, for whoever taps a product. */
  readonly second: RefObject<number>;
};

/** A showing counts when it fills the screen for this long; a fast swipe past it is none. */
const impressionMs = 400;

/** Plays, loops, and tells of each showing: that it was seen, and for how long it was watched. */
export function Player({ item, plays, isCurrent, muted, second }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (plays) video.current?.play().catch(() => undefined);
    else video.current?.pause();
  }, [plays]);
  useShowing(item, isCurrent, video);
  return (
    <video
      ref={video}
      className="slide-video"
      src={item.video.src}
      poster={item.video.poster ?? undefined}
      muted={muted}
      loop
      playsInline
      preload={isCurrent ? 'auto' : 'metadata'}
      onTimeUpdate={({ currentTarget }) => {
        second.current = Math.floor(currentTarget.currentTime);
      }}
    />
  );
}

function useShowing(item: FeedItem, isCurrent: boolean, video: RefObject<HTMLVideoElement | null>): void {
  useEffect(() => {
    if (!isCurrent) return;
    const about = { contentId: item.video.id, touch: item.touch, position: item.position };
    let watchedMs = 0;
    let playingSince: number | null = null;
    const element = video.current;
    const began = () => {
      playingSince ??= performance.now();
    };
    const stood = () => {
      if (playingSince !== null) watchedMs += performance.now() - playingSince;
      playingSince = null;
    };
    element?.addEventListener('playing', began);
    for (const stop of ['pause', 'waiting', 'emptied']) element?.addEventListener(stop, stood);
    if (element && !element.paused && element.readyState >= 3) began();

    let seen = false;
    const impression = setTimeout(() => {
      seen = true;
      tell({ event: 'Content Impression', ...about });
      if (item.ad) tell({ event: 'Ad Impression', ...about, adToken: item.ad.token });
      for (const product of item.video.products)
        tell({ event: 'Product Impression', productId: product.id, ...about });
    }, impressionMs);

    let told = false;
    const leave = () => {
      clearTimeout(impression);
      stood();
      if (!seen || told) return;
      told = true;
      tell({
        event: 'Content Played',
        ...about,
        watchMs: Math.round(watchedMs),
        durationMs: item.video.durationMs,
      });
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      element?.removeEventListener('playing', began);
      for (const stop of ['pause', 'waiting', 'emptied']) element?.removeEventListener(stop, stood);
      leave();
    };
    // A showing is of one item; what the shopper does to it meanwhile begins no other.
  }, [isCurrent, item.requestId, item.video.id]);
}
