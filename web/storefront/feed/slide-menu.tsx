import type { FeedItem } from '#traffic/contract';
import { useSay } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { Reactions } from './use-reactions.ts';

type Props = {
  readonly item: FeedItem;
  readonly reactions: Reactions;
  /** On to the next video, after this one was not wanted. */
  readonly onNext: () => void;
  readonly onClose: () => void;
};

/** What a long press offers; why this video came is one of the answers. */
export function SlideMenu({ item, reactions, onNext, onClose }: Props) {
  const say = useSay();
  const then = (run: () => unknown) => () => {
    onClose();
    void run();
  };
  return (
    <Sheet title={say('store.more')} onClose={onClose}>
      <p className="quiet small">{say(`store.why.${item.why}`)}</p>
      <div className="menu">
        <button
          type="button"
          className="button button-wide"
          onClick={then(async () => (await reactions.dislike()) && onNext())}
        >
          {say('store.notInterested')}
        </button>
        <button type="button" className="button button-wide" onClick={then(reactions.favorite)}>
          {say(item.video.mine.favorited ? 'store.unfavorite' : 'store.favorite')}
        </button>
        {item.video.account.followed && (
          <button type="button" className="button button-wide" onClick={then(reactions.follow)}>
            {say('store.unfollow', { name: item.video.account.name })}
          </button>
        )}
        <button type="button" className="button button-wide" onClick={then(reactions.share)}>
          {say('store.share')}
        </button>
      </div>
    </Sheet>
  );
}
