import { useCallback, useEffect, useRef, useState } from 'react';
import type { FeedItem } from '#traffic/contract';
import { useSay } from '../../ui/language/language.tsx';
import { MuteIcon, SoundIcon } from '../ui/icons.tsx';
import { usePlaces } from '../ui/places.tsx';
import { CommentsSheet } from './comments.tsx';
import { Player } from './player.tsx';
import { SlideActions } from './slide-actions.tsx';
import { SlideMenu } from './slide-menu.tsx';
import { SlideWords } from './slide-words.tsx';
import { useKeys } from './use-keys.ts';
import { usePresses } from './use-presses.ts';
import { useReactions } from './use-reactions.ts';

type Props = {
  readonly item: FeedItem;
  readonly isCurrent: boolean;
  readonly isNear: boolean;
  readonly muted: boolean;
  readonly onMute: () => void;
  readonly onNext: () => void;
};

/** One video: a tap pauses, two like, a long press opens the menu. Every gesture also has a button and a key. */
export function Slide({ item, isCurrent, isNear, muted, onMute, onNext }: Props) {
  const say = useSay();
  const { side } = usePlaces();
  const [paused, setPaused] = useState(false);
  const [attempt, setAttempt] = useState({ number: 0, failed: false });
  const [sheet, setSheet] = useState<'comments' | 'menu' | null>(null);
  const second = useRef(0);
  const reactions = useReactions(item);
  const toggle = useCallback(() => setPaused((before) => !before), []);
  const presses = usePresses({
    tap: toggle,
    doubleTap: () => {
      if (!item.video.mine.liked) void reactions.like();
    },
    longPress: () => setSheet('menu'),
  });
  const comment = () => {
    const field = side?.querySelector<HTMLElement>('.comment-form input');
    if (field) field.focus();
    else setSheet('comments');
  };
  useKeys({ ' ': toggle, l: () => void reactions.like(), c: comment }, isCurrent);
  // One that was paused plays again when it is come back to.
  useEffect(() => {
    if (!isCurrent) setPaused(false);
  }, [isCurrent]);
  return (
    <article className="slide" aria-label={item.video.title} aria-hidden={!isCurrent} inert={!isCurrent}>
      <button
        type="button"
        className="slide-touch"
        aria-label={say(paused ? 'store.play' : 'store.pause')}
        {...presses}
      >
        {isNear ? (
          <Player
            key={attempt.number}
            item={item}
            plays={isCurrent && !paused}
            isCurrent={isCurrent}
            muted={muted}
            second={second}
            onFailed={() => setAttempt({ ...attempt, failed: true })}
          />
        ) : null}
        {paused && !attempt.failed && <span className="slide-paused" />}
      </button>
      {attempt.failed && (
        <div className="slide-failed" role="alert">
          <p>{say('store.videoFailed')}</p>
          <button
            type="button"
            className="button"
            onClick={() => setAttempt({ number: attempt.number + 1, failed: false })}
          >
            {say('action.retry')}
          </button>
        </div>
      )}
      <button
        type="button"
        className="icon-button slide-sound"
        aria-label={say(muted ? 'store.unmute' : 'store.mute')}
        onClick={onMute}
      >
        {muted ? <MuteIcon /> : <SoundIcon />}
      </button>
      <SlideWords item={item} second={second} />
      <SlideActions item={item} reactions={reactions} onComments={comment} onMenu={() => setSheet('menu')} />
      {sheet === 'comments' && <CommentsSheet item={item} onClose={() => setSheet(null)} />}
      {sheet === 'menu' && (
        <SlideMenu item={item} reactions={reactions} onNext={onNext} onClose={() => setSheet(null)} />
      )}
    </article>
  );
}
