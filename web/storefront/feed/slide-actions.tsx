import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FeedItem } from '#traffic/contract';
import { useLanguage } from '../../ui/language/language.tsx';
import { countText } from '../ui/count-text.ts';
import { CommentIcon, HeartIcon, MoreIcon, ShareIcon, StarIcon } from '../ui/icons.tsx';
import type { Reactions } from './use-reactions.ts';

type Props = {
  readonly item: FeedItem;
  readonly reactions: Reactions;
  readonly onComments: () => void;
  readonly onMenu: () => void;
};

/** The column under the right thumb. */
export function SlideActions({ item, reactions, onComments, onMenu }: Props) {
  const { say, language } = useLanguage();
  const { account, counts, mine, products } = item.video;
  const act = (
    label: string,
    icon: ReactNode,
    run: () => void,
    more: { on?: boolean; count?: number } = {},
  ) => (
    <button
      type="button"
      className={`act ${more.on ? 'act-on' : ''}`}
      aria-label={more.count === undefined ? label : `${label} ${countText(more.count, language)}`}
      aria-pressed={more.on}
      onClick={run}
    >
      {icon}
      {more.count !== undefined && <span>{countText(more.count, language)}</span>}
    </button>
  );
  return (
    <div className={`acts ${products.length > 0 ? 'acts-high' : ''}`}>
      <span className="act-account">
        <Link to="/a/$id" params={{ id: account.id }} aria-label={account.name}>
          {account.avatar ? <img src={account.avatar} alt="" /> : <b>{[...account.name][0]}</b>}
        </Link>
        {!account.followed && (
          <button
            type="button"
            aria-label={say('store.follow', { name: account.name })}
            onClick={() => void reactions.follow()}
          >
            +
          </button>
        )}
      </span>
      {act(say('store.like'), <HeartIcon />, () => void reactions.like(), {
        on: mine.liked,
        count: counts.likes,
      })}
      {act(say('store.comments'), <CommentIcon />, onComments, { count: counts.comments })}
      {act(say('store.favorite'), <StarIcon />, () => void reactions.favorite(), {
        on: mine.favorited,
        count: counts.favorites,
      })}
      {act(say('store.share'), <ShareIcon />, () => void reactions.share(), { count: counts.shares })}
      {act(say('store.more'), <MoreIcon />, onMenu)}
    </div>
  );
}
