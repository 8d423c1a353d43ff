import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { Failure } from '../ui/states.tsx';
import { beginFeed, goTo, listenToFeed, lookForNew, readFeed, seeAgain, tryAgain } from './feed-state.ts';
import { SidePanel } from './side-panel.tsx';
import { Slide } from './slide.tsx';
import { useKeys } from './use-keys.ts';
import './feed.css';

/** How often the end of the feed looks whether something was published meanwhile. */
const lookMs = 8_000;

/** Videos one above the other, a gesture each. Only those near the one that plays hold a player. */
export function FeedPage() {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { id?: string };
  const { items, index, exhausted, loading, error } = useSyncExternalStore(listenToFeed, readFeed);
  const list = useRef<HTMLDivElement>(null);
  const [muted, setMuted] = useState(true);

  useEffect(() => beginFeed(id ?? null), [id]);
  const attach = useCallback((element: HTMLDivElement) => {
    list.current = element;
    // Coming back from a product the same video is there again.
    element.children[readFeed().index]?.scrollIntoView({ block: 'start', behavior: 'instant' });
    return watchScrolling(element);
  }, []);
  const step = useCallback((by: 1 | -1) => {
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    list.current?.children[readFeed().index + by]?.scrollIntoView({
      behavior: isCalm ? 'instant' : 'smooth',
    });
  }, []);
  useKeys({ arrowdown: () => step(1), arrowup: () => step(-1), m: () => setMuted(!muted) });
  const isAtEnd = exhausted && index >= items.length - 1;
  useEffect(() => {
    if (!isAtEnd) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void lookForNew();
    }, lookMs);
    return () => clearInterval(timer);
  }, [isAtEnd]);

  if (items.length === 0) {
    if (error)
      return (
        <div className="feed-state">
          <Failure error={error} again={() => void tryAgain()} />
        </div>
      );
    if (loading || !exhausted) return <FeedWaiting />;
    return (
      <div className="feed-state state">
        <h2>{say('store.feedEmpty')}</h2>
        <p>{say('store.feedEmptyText')}</p>
        <button type="button" className="button button-main" onClick={() => void seeAgain()}>
          {say('store.seeAgain')}
        </button>
      </div>
    );
  }
  return (
    <>
      <div className="feed" role="feed" ref={attach} aria-label={say('store.feed')} aria-busy={loading}>
        {items.map((item, place) => (
          <Slide
            key={`${item.requestId} ${item.video.id}`}
            item={item}
            isCurrent={place === index}
            isNear={Math.abs(place - index) <= 2}
            muted={muted}
            onMute={() => setMuted(!muted)}
            onNext={() => step(1)}
          />
        ))}
        {exhausted && (
          <article className="slide slide-end">
            <h2>{say('store.seenAll')}</h2>
            <p>{say('store.seenAllText')}</p>
            <button
              type="button"
              className="button button-main"
              onClick={() => void seeAgain()}
              disabled={loading}
            >
              {say('store.seeAgain')}
            </button>
          </article>
        )}
        {error !== null && (
          <article className="slide slide-end">
            <Failure error={error} again={() => void tryAgain()} />
          </article>
        )}
      </div>
      <SidePanel item={items[index]} onStep={step} isFirst={index === 0} />
    </>
  );
}

/** The shape of a slide before the first one is there. */
function FeedWaiting() {
  return (
    <div className="feed feed-waiting" aria-busy="true">
      <div className="bone-dark" />
      <div className="bone-dark" />
      <div className="bone-dark" />
    </div>
  );
}

/** Tells which slide fills the screen, once scrolling has come to rest on it. */
function watchScrolling(list: HTMLDivElement): () => void {
  const settle = () => goTo(Math.round(list.scrollTop / Math.max(1, list.clientHeight)));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onScroll = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 80);
  };
  list.addEventListener('scroll', onScroll, { passive: true });
  return () => {
    clearTimeout(timer);
    list.removeEventListener('scroll', onScroll);
  };
}
