import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FeedItem } from '#traffic/contract';
import { tell } from '../telemetry/telemetry.ts';

type Props = {
  readonly item: FeedItem;
  readonly plays: boolean;
  readonly isCurrent: boolean;
  readonly muted: boolean;
  /** Where the video stands, for whoever taps a product. */
  readonly second: RefObject<number>;
  readonly onFailed: () => void;
};

/** A showing counts when it fills the screen for this long; a fast swipe past it is none. */
const impressionMs = 400;

/** Plays, loops, and tells of each showing: that it was seen, and for how long it was watched. */
export function Player({ item, plays, isCurrent, muted, second, onFailed }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    if (plays) video.current?.play().catch(() => undefined);
    else video.current?.pause();
  }, [plays]);
  useShowing(item, isCurrent, video);
  return (
    <>
      <video
        ref={video}
        className={item.video.height >= item.video.width * 1.5 ? 'slide-video slide-tall' : 'slide-video'}
        src={item.video.src}
        poster={item.video.poster ?? undefined}
        muted={muted}
        loop
        playsInline
        preload={isCurrent ? 'auto' : 'metadata'}
        onWaiting={() => setWaiting(true)}
        onPlaying={() => setWaiting(false)}
        onError={onFailed}
        onTimeUpdate={({ currentTarget }) => {
          second.current = Math.floor(currentTarget.currentTime);
        }}
      />
      {isWaiting && plays && <span className="slide-loading" />}
    </>
  );
}

function useShowing(item: FeedItem, isCurrent: boolean, video: RefObject<HTMLVideoElement | null>): void {
  // What the shopper does to it meanwhile changes its counts, but begins no other showing.
  const shown = useRef(item);
  useEffect(() => {
    if (!isCurrent) return;
    const { ad, ...served } = shown.current;
    const about = { contentId: served.video.id, touch: served.touch, position: served.position };
    const watching = watchingOf(video.current);
    let seen = false;
    const impression = setTimeout(() => {
      seen = true;
      tell({ event: 'Content Impression', ...about });
      if (ad) tell({ event: 'Ad Impression', ...about, adToken: ad.token });
      for (const { id } of served.video.products)
        tell({ event: 'Product Impression', productId: id, ...about });
    }, impressionMs);

    let told = false;
    const leave = () => {
      clearTimeout(impression);
      const watchMs = Math.round(watching.end());
      if (!seen || told) return;
      told = true;
      tell({ event: 'Content Played', ...about, watchMs, durationMs: served.video.durationMs });
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [isCurrent, video]);
}

const standing = ['pause', 'waiting', 'emptied'];

/** Counts for how long a video really plays, over all loops; `end` stops and answers milliseconds. */
function watchingOf(element: HTMLVideoElement | null): { readonly end: () => number } {
  let watchedMs = 0;
  let playingSince: number | null = null;
  const began = () => {
    playingSince ??= performance.now();
  };
  const stood = () => {
    if (playingSince !== null) watchedMs += performance.now() - playingSince;
    playingSince = null;
  };
  element?.addEventListener('playing', began);
  for (const event of standing) element?.addEventListener(event, stood);
  if (element && !element.paused && element.readyState >= 3) began();
  return {
    end: () => {
      element?.removeEventListener('playing', began);
      for (const event of standing) element?.removeEventListener(event, stood);
      stood();
      return watchedMs;
    },
  };
}
