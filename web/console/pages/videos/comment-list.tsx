import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useComments, useMoveComment } from '../../../ui/api/comments.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';

/** What shoppers wrote under a video; each can be hidden and shown again. */
export function CommentList({ videoId }: { videoId: string }) {
  const say = useSay();
  const { may } = useScope();
  const list = useComments({ videoId });
  const move = useMoveComment();
  if (list.error && !list.items) return <ErrorState error={list.error} onRetry={list.refetch} />;
  if (!list.items) return <Bones height={40} count={3} />;
  if (list.items.length === 0) return <p className="form-text">{say('videos.noComments')}</p>;
  return (
    <>
      <ul className="video-comments">
        {list.items.map((comment) => (
          <li key={comment.id} className={comment.state === 'hidden' ? 'video-comment-hidden' : undefined}>
            <div>
              <span className="quiet">
                {comment.nickname ?? say('videos.guest')} · <Moment at={comment.createdAt} />
                {comment.simulated ? ` · ${say('videos.simulated')}` : ''}
                {comment.state === 'hidden' ? ` · ${say('videos.hidden')}` : ''}
              </span>
              <p>{comment.text}</p>
            </div>
            {may('content:write') ? (
              <Button
                size="small"
                onClick={() =>
                  void move(comment, comment.state === 'hidden' ? 'show' : 'hide').catch(() =>
                    Toast.error(say('form.undoFailed')),
                  )
                }
              >
                {say(comment.state === 'hidden' ? 'videos.showComment' : 'videos.hideComment')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {list.more ? (
        <Button block loading={list.moreLoading} onClick={list.more}>
          {say('table.more')}
        </Button>
      ) : null}
    </>
  );
}
