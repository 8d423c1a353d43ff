import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CommentView } from '#content/contract';
import type { FeedItem } from '#traffic/contract';
import { ApiProblem, request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Failure, Waiting } from '../ui/states.tsx';

type Page = { readonly items: readonly CommentView[]; readonly nextCursor: string | null };
type Props = { readonly item: FeedItem; readonly onClose: () => void; readonly onSent: () => void };

export function Comments({ item, onClose, onSent }: Props) {
  const { say, language } = useLanguage();
  const path = `/api/storefront/videos/${item.video.id}/comments`;
  const key = ['comments', item.video.id];
  const client = useQueryClient();
  const [text, setText] = useState('');
  const comments = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => request<Page>(`${path}?limit=30${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const send = useMutation({
    mutationFn: (said: string) => request<CommentView>(path, { body: { text: said, touch: item.touch } }),
    onSuccess: async () => {
      setText('');
      onSent();
      await client.invalidateQueries({ queryKey: key });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !send.isPending) send.mutate(text.trim());
  };
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  const when = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <Sheet
      title={say('store.comments')}
      onClose={onClose}
      foot={
        <form className="comment-form" onSubmit={submit}>
          <input
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={500}
            aria-label={say('store.comment')}
            placeholder={say('store.comment')}
          />
          <button
            type="submit"
            className="button button-main button-small"
            disabled={text.trim() === '' || send.isPending}
          >
            {say('store.send')}
          </button>
          {send.error && (
            <p className="form-error" role="alert">
              {send.error instanceof ApiProblem && send.error.status === 422
                ? say('store.commentRefused')
                : say('store.notTaken')}
            </p>
          )}
        </form>
      }
    >
      {comments.isPending && <Waiting />}
      {comments.error && <Failure error={comments.error} again={() => void comments.refetch()} />}
      {comments.isSuccess && items.length === 0 && <p className="quiet">{say('store.noComments')}</p>}
      <ul className="comments">
        {items.map((comment) => (
          <li key={comment.id}>
            <span className="quiet small">
              {comment.mine ? say('store.you') : (comment.nickname ?? say('store.guest'))} ·{' '}
              {when.format(new Date(comment.createdAt))}
            </span>
            <p>{comment.text}</p>
          </li>
        ))}
      </ul>
      {comments.hasNextPage && (
        <button type="button" className="button button-small" onClick={() => void comments.fetchNextPage()}>
          {say('store.showMore')}
        </button>
      )}
    </Sheet>
  );
}
