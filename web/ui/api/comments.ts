import { useQueryClient } from '@tanstack/react-query';
import type { MemberComment } from '#content/contract';
import { usePages, withQuery } from './pages.ts';
import { request } from './request.ts';

/** Comments under the organisation's videos, newest first: all, or those of a video or a state. */
export function useComments(filter: { readonly videoId?: string; readonly state?: string | undefined }) {
  const path = withQuery('/api/comments', filter);
  return usePages<MemberComment>(['videos', 'comments', path], path);
}

/** Hides a comment, or shows it again; every list and count asks again. */
export function useMoveComment() {
  const client = useQueryClient();
  return async (comment: Pick<MemberComment, 'id'>, verb: 'hide' | 'show'): Promise<void> => {
    await request(`/api/comments/${comment.id}/${verb}`, { method: 'POST' });
    await client.invalidateQueries({ queryKey: ['videos'] });
  };
}
