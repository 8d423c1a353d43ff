import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { CommentView } from '#content/contract';
import type { FeedItem } from '#traffic/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage, useSay } from '../../ui/language/language.tsx';
import { dateLocaleOf } from '../../ui/language/messages.ts';
import { Sheet } from '../ui/sheet.tsx';
import { Failure, Waiting } from '../ui/states.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { changeVideo } from './feed-state.ts';

type Page = { readonly items: readonly CommentView[]; readonly nextCursor: string | null };

const pathOf = (item: FeedItem) => `/api/storefront/videos/${item.video.id}/comments`;
const keyOf = (item: FeedItem) => ['comments', item.video.id];

/** Over the video, where there is no room beside it. */
export function CommentsSheet({ item, onClose }: { item: FeedItem; onClose: () => void }) {
  const say = useSay();
  return (
    <Sheet title={say('store.comments')} onClose={onClose} foot={<CommentForm item={item} />}>
      <CommentList item={item} />
    </Sheet>
  );
}

/** What people said, the newest first. */
export function CommentList({ item }: { item: FeedItem }) {
  const { say, language } = useLanguage();
  const comments = useInfiniteQuery({
    queryKey: keyOf(item),
    queryFn: ({ pageParam }) =>
      request<Page>(`${pathOf(item)}?limit=30${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  const when = new Intl.DateTimeFormat(dateLocaleOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <>
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
    </>
  );
}

export function CommentForm({ item }: { item: FeedItem }) {
  const say = useSay();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (said: string) =>
      request<CommentView>(pathOf(item), { body: { text: said, touch: item.touch } }),
    onSuccess: async () => {
      setText('');
      field.current?.focus();
      changeVideo(item.video.id, (now) => {
        const { counts } = now.video;
        return { ...now, video: { ...now.video, counts: { ...counts, comments: counts.comments + 1 } } };
      });
      await client.invalidateQueries({ queryKey: keyOf(item) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !send.isPending) send.mutate(text.trim());
  };
  return (
    <form className="comment-form" onSubmit={submit}>
      <input
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // Beside the video this leaves the field; in a sheet the sheet closes.
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
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
          {refusalText(send.error)}
        </p>
      )}
    </form>
  );
}
