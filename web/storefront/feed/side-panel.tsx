import { createPortal } from 'react-dom';
import type { FeedItem } from '#traffic/contract';
import { useLanguage } from '../../ui/language/language.tsx';
import { countText } from '../ui/count-text.ts';
import { DownIcon, UpIcon } from '../ui/icons.tsx';
import { usePlaces } from '../ui/places.tsx';
import { CommentForm, CommentList } from './comments.tsx';

type Props = {
  /** What plays; nothing does at the end of the feed. */
  readonly item: FeedItem | undefined;
  readonly onStep: (by: 1 | -1) => void;
  readonly isFirst: boolean;
};

/** Beside the column: what people say of the video that plays, the way to the next one, and what keys do. */
export function SidePanel({ item, onStep, isFirst }: Props) {
  const { say, language } = useLanguage();
  const { side } = usePlaces();
  if (!side) return null;
  return createPortal(
    <aside className="side" aria-label={say('store.comments')}>
      <div className="side-head">
        <h2>
          {say('store.comments')}
          {item && <span className="quiet">{countText(item.video.counts.comments, language)}</span>}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={say('store.previous')}
          disabled={isFirst}
          onClick={() => onStep(-1)}
        >
          <UpIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={say('store.next')}
          disabled={!item}
          onClick={() => onStep(1)}
        >
          <DownIcon />
        </button>
      </div>
      <div className="side-body">{item && <CommentList key={item.video.id} item={item} />}</div>
      {item && (
        <div className="side-foot">
          <CommentForm key={item.video.id} item={item} />
        </div>
      )}
      <p className="side-keys quiet small">{say('store.keys')}</p>
    </aside>,
    side,
  );
}
