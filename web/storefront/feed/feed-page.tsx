import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { Failure, Waiting } from '../ui/states.tsx';
import { beginFeed, goTo, listenToFeed, readFeed, seeAgain, tryAgain } from './feed-state.ts';
import { Slide } from './slide.tsx';
import './feed.css';

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
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && /^(?:INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (by === 0) return;
      event.preventDefault();
      list.current?.children[readFeed().index + by]?.scrollIntoView({ behavior: 'smooth' });
    };
    window.addEventListener('keydown', step);
    return () => window.removeEventListener('keydown', step);
  }, []);

  if (items.length === 0) {
    if (error) return <Failure error={error} again={() => void tryAgain()} />;
    if (loading || !exhausted) return <Waiting />;
    return (
      <div className="state">
        <h2>{say('store.feedEmpty')}</h2>
        <p>{say('store.feedEmptyText')}</p>
        <button type="button" className="button button-main" onClick={() => void seeAgain()}>
          {say('store.seeAgain')}
        </button>
      </div>
    );
  }
  return (
    <div className="feed" role="feed" ref={attach} aria-label={say('store.feed')}>
      {items.map((item, place) => (
        <Slide
          key={`${item.requestId} ${item.video.id}`}
          item={item}
          isCurrent={place === index}
          isNear={Math.abs(place - index) <= 2}
          muted={muted}
          onMute={() => setMuted(!muted)}
        />
      ))}
      {exhausted && (
        <section className="slide slide-end">
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
        </section>
      )}
      {error !== null && (
        <section className="slide slide-end">
          <Failure error={error} again={() => void tryAgain()} />
        </section>
      )}
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
