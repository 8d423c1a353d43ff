import { IconPlay } from '@douyinfe/semi-icons';
import type { VideoView } from '#content/contract';
import { useLanguage } from '../../../ui/language/language.tsx';
import { shortNumber } from '../../../ui/metric/number-text.ts';
import { durationText } from './duration-text.ts';
import { CardNumbers, type VideoNumbers } from './video-numbers.tsx';

const tagOf = {
  draft: 'tag',
  reviewing: 'tag tag-warn',
  published: 'tag tag-good',
  removed: 'tag tag-bad',
} as const;

export function VideoStateTag({ state }: { state: VideoView['state'] }) {
  const { say } = useLanguage();
  return <span className={tagOf[state]}>{say(`videos.state.${state}`)}</span>;
}

type Props = {
  readonly video: VideoView;
  readonly accountName: string;
  readonly numbers: VideoNumbers;
  readonly onOpen: () => void;
};

/** One video of the grid: what it looks like, where it stands, how it is liked. */
export function VideoCard({ video, accountName, numbers, onOpen }: Props) {
  const { say, language } = useLanguage();
  const { poster, src, title, kind, counts, durationMs, state } = video;
  const count = (value: number) => shortNumber(value, { unit: 'count', currency: 'CNY', language });
  return (
    <li>
      <button type="button" className="m-plain video-card" onClick={onOpen}>
        <span className="video-cover">
          {poster ? (
            <img src={poster} alt="" loading="lazy" />
          ) : src ? (
            <video src={`${src}#t=0.5`} muted playsInline preload="metadata" tabIndex={-1} />
          ) : (
            <span className="video-cover-none">{say('videos.noFile')}</span>
          )}
          {durationMs === null ? null : (
            <span className="video-duration number">
              <IconPlay size="small" aria-hidden /> {durationText(durationMs)}
            </span>
          )}
        </span>
        <span className="video-card-title">{title}</span>
        <span className="video-card-tags">
          <VideoStateTag state={state} />
          <span className="tag">{say(`videos.kind.${kind}`)}</span>
          {video.simulated ? <span className="tag">{say('videos.simulated')}</span> : null}
        </span>
        <span className="video-card-note quiet">
          {accountName} · {say('videos.likes', { count: count(counts.likes) })} ·{' '}
          {say('videos.comments', { count: count(counts.comments) })}
        </span>
      </button>
      <CardNumbers video={video} numbers={numbers} />
    </li>
  );
}
