import { Link } from '@tanstack/react-router';
import type { VideoCard } from '#content/contract';
import { useLanguage } from '../../ui/language/language.tsx';
import { countText } from '../ui/count-text.ts';

export function VideoGrid({ videos }: { videos: readonly VideoCard[] }) {
  const { say, language } = useLanguage();
  return (
    <div className="video-grid">
      {videos.map((video) => (
        <Link key={video.id} to="/v/$id" params={{ id: video.id }}>
          {video.poster ? (
            <img src={video.poster} alt={video.title} loading="lazy" />
          ) : (
            <video src={video.src} muted preload="metadata" aria-label={video.title} />
          )}
          <span>{say('store.likeCount', { count: countText(video.counts.likes, language) })}</span>
        </Link>
      ))}
    </div>
  );
}
