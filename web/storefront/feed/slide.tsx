import { useRef, useState } from 'react';
import type { FeedItem } from '#traffic/contract';
import { useSay } from '../../ui/language/language.tsx';
import { MuteIcon, SoundIcon } from '../ui/icons.tsx';
import { Comments } from './comments.tsx';
import { Player } from './player.tsx';
import { SlideActions } from './slide-actions.tsx';
import { SlideMenu } from './slide-menu.tsx';
import { SlideWords } from './slide-words.tsx';
import { useReactions } from './use-reactions.ts';

type Props = {
  readonly item: FeedItem;
  readonly isCurrent: boolean;
  readonly isNear: boolean;
  readonly muted: boolean;
  readonly onMute: () => void;
};

const longPressMs = 550;
const doubleTapMs = 280;

/** One video: a tap pauses, two like, a long press opens the menu. Every gesture also has a button. */
export function Slide({ item, isCurrent, isNear, muted, onMute }: Props) {
  const say = useSay();
  const [paused, setPaused] = useState(false);
  const [sheet, setSheet] = useState<'comments' | 'menu' | null>(null);
  const second = useRef(0);
  const reactions = useReactions(item);
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const tapped = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pressed = useRef(false);

  const tap = () => {
    if (pressed.current) return;
    if (tapped.current !== undefined) {
      clearTimeout(tapped.current);
      tapped.current = undefined;
      if (!item.video.mine.liked) reactions.like();
      return;
    }
    tapped.current = setTimeout(() => {
      tapped.current = undefined;
      setPaused((before) => !before);
    }, doubleTapMs);
  };
  return (
    <section className="slide" aria-label={item.video.title} aria-hidden={!isCurrent} inert={!isCurrent}>
      <button
        type="button"
        className="slide-touch"
        aria-label={say(paused ? 'store.play' : 'store.pause')}
        onClick={tap}
        onPointerDown={() => {
          pressed.current = false;
          press.current = setTimeout(() => {
            pressed.current = true;
            setSheet('menu');
          }, longPressMs);
        }}
        onPointerUp={() => clearTimeout(press.current)}
        onPointerMove={({ movementX, movementY }) => {
          if (Math.abs(movementX) + Math.abs(movementY) > 4) clearTimeout(press.current);
        }}
        onPointerCancel={() => clearTimeout(press.current)}
        onContextMenu={(event) => {
          event.preventDefault();
          setSheet('menu');
        }}
      >
        {isNear ? (
          <Player
            item={item}
            plays={isCurrent && !paused}
            isCurrent={isCurrent}
            muted={muted}
            second={second}
          />
        ) : null}
        {paused && <span className="slide-paused" />}
      </button>
      <button
        type="button"
        className="icon-button slide-sound"
        aria-label={say(muted ? 'store.unmute' : 'store.mute')}
        onClick={onMute}
      >
        {muted ? <MuteIcon /> : <SoundIcon />}
      </button>
      <SlideWords item={item} second={second} isCurrent={isCurrent} />
      <SlideActions
        item={item}
        reactions={reactions}
        onComments={() => setSheet('comments')}
        onMenu={() => setSheet('menu')}
      />
      {sheet === 'comments' && (
        <Comments item={item} onClose={() => setSheet(null)} onSent={reactions.commented} />
      )}
      {sheet === 'menu' && <SlideMenu item={item} reactions={reactions} onClose={() => setSheet(null)} />}
    </section>
  );
}
