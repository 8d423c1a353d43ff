import { Button } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { VideoView } from '#content/contract';
import { request } from '../../../ui/api/request.ts';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { CommentList } from './comment-list.tsx';
import { VideoStateTag } from './video-card.tsx';
import { type AccountChoice, type Move, moveVideo, VideoForm } from './video-form.tsx';
import { DetailNumbers } from './video-numbers.tsx';

type Props = {
  readonly id: string;
  readonly accounts: readonly AccountChoice[];
  readonly onClose: () => void;
};

/** One video: the player, what it says, its comments, and whether shoppers see it. */
export function VideoDrawer({ id, accounts, onClose }: Props) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['videos', 'one', id],
    queryFn: ({ signal }) => request<VideoView>(`/api/videos/${encodeURIComponent(id)}`, { signal }),
  });
  const video = query.data;
  return (
    <Dialog shape="side" title={video?.title ?? '…'} onClose={onClose}>
      {video ? (
        <VideoDetail video={video} accounts={accounts} onDone={onClose} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : (
        <>
          <span className="visually-hidden">{say('state.loading')}</span>
          <Bones height={64} count={5} />
        </>
      )}
    </Dialog>
  );
}

type DetailProps = {
  readonly video: VideoView;
  readonly accounts: readonly AccountChoice[];
  readonly onDone: () => void;
};

function VideoDetail({ video, accounts, onDone }: DetailProps) {
  const { say, language } = useLanguage();
  const { may } = useScope();
  const mayWrite = may('content:write');
  return (
    <div className="form">
      <div className="video-preview">
        {video.src ? (
          <video
            key={video.src}
            src={video.src}
            {...(video.poster ? { poster: video.poster } : {})}
            controls
            playsInline
            preload="metadata"
            aria-label={video.title}
          />
        ) : (
          <p className="form-text">{say('videos.noFileText')}</p>
        )}
        <div className="video-standing">
          <div className="video-card-tags">
            <VideoStateTag state={video.state} />
            {video.simulated ? <span className="tag">{say('videos.simulated')}</span> : null}
          </div>
          {video.reviewReasons.length > 0 ? (
            <div className="form-note">
              <ul className="video-reasons">
                {video.reviewReasons.map(({ code, field, word }) => (
                  <li key={`${code} ${field} ${word}`}>
                    {reasonText(
                      { reason: `review_${code}`, values: { word: word ?? '' }, detail: code },
                      language,
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {mayWrite ? <Standing video={video} onDone={onDone} /> : null}
        </div>
      </div>
      {may('metrics:read') ? <DetailNumbers video={video} /> : null}
      {mayWrite && video.state !== 'removed' ? (
        <VideoForm video={video} accounts={accounts} onDone={onDone} />
      ) : null}
      <section aria-label={say('videos.commentsTitle')}>
        <h3 className="video-section">{say('videos.commentsTitle')}</h3>
        <CommentList videoId={video.id} />
      </section>
    </div>
  );
}

/** Taking back, removing and bringing back; each with its undo. */
function Standing({ video, onDone }: Pick<DetailProps, 'video' | 'onDone'>) {
  const { say } = useLanguage();
  const client = useQueryClient();
  const toast = useUndoToast();
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['videos'] });
  const act = async (work: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      await refresh();
    }
  };
  const move = (verb: Move, done: string, undo: Move) =>
    act(async () => {
      const moved = await moveVideo(video, verb);
      onDone();
      toast(done, () => moveVideo(moved, undo).finally(refresh));
    });
  const setPoster = (file: File | undefined) =>
    file &&
    act(async () => {
      await request(`/api/videos/${video.id}/poster`, {
        method: 'PUT',
        raw: file,
        headers: { 'content-type': file.type || 'application/octet-stream' },
      });
    });
  const wasPublished = video.state === 'published';
  return (
    <>
      <div className="form-actions form-start">
        {video.state === 'removed' ? (
          <Button onClick={() => void move('restore', say('videos.restored'), 'remove')}>
            {say('videos.restore')}
          </Button>
        ) : (
          <>
            <Button onClick={() => input.current?.click()}>{say('videos.poster')}</Button>
            {wasPublished ? (
              <Button onClick={() => void move('withdraw', say('videos.withdrawn'), 'publish')}>
                {say('videos.withdraw')}
              </Button>
            ) : null}
            <Button
              type="danger"
              onClick={() => void move('remove', say('videos.removed'), wasPublished ? 'publish' : 'restore')}
            >
              {say('videos.remove')}
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={say('videos.poster')}
          onChange={(event) => {
            void setPoster(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <FormFailure error={failure} />
    </>
  );
}
