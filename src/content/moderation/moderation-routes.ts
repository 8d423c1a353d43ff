import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { showId } from '#kernel/ids';
import { requireActor } from '#organisations';
import {
  answers,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  page,
  pageById,
  pageQuery,
  RefusalError,
} from '#platform/http';
import type { ContentOptions } from '../content-options.ts';
import { blockedWords, type MemberComment, memberComment } from '../contract.ts';
import type { Commenting } from '../storefront/comments/comment.ts';
import {
  type CommentOfOrganization,
  listCommentsOf,
  setCommentState,
} from '../storefront/comments/comments-store.ts';
import { askerOf, note } from '../videos/asker.ts';
import { listBlockedWords, setBlockedWords } from './blocked-words-store.ts';

const tags = ['Videos'];
const mayRead = [requireActor('content:read')];
const mayWrite = [requireActor('content:write')];
const params = idParam('comment');
const stateView = z.object({ id: z.string(), state: memberComment.shape.state });

const list = createRoute({
  method: 'get',
  path: '/api/comments',
  tags,
  summary: 'Comments under your videos, newest first',
  middleware: mayRead,
  request: {
    query: pageQuery.extend({
      videoId: idParam('video').shape.id.optional(),
      state: memberComment.shape.state.optional(),
    }),
  },
  responses: answers('A page of comments', page(memberComment)),
});
const hide = createRoute({
  method: 'post',
  path: '/api/comments/{id}/hide',
  tags,
  summary: 'Hide a comment from everybody but who wrote it',
  middleware: mayWrite,
  request: { params },
  responses: answers('Hidden', stateView),
});
const show = createRoute({
  method: 'post',
  path: '/api/comments/{id}/show',
  tags,
  summary: 'Show a hidden comment again',
  middleware: mayWrite,
  request: { params },
  responses: answers('Shown', stateView),
});
const readWords = createRoute({
  method: 'get',
  path: '/api/comments/blocked-words',
  tags,
  summary: 'Words that you do not allow under your videos',
  middleware: mayRead,
  responses: answers('The words', blockedWords),
});
const writeWords = createRoute({
  method: 'put',
  path: '/api/comments/blocked-words',
  tags,
  summary: 'Set the words that you do not allow; comments that hold one are refused from now on',
  middleware: mayWrite,
  request: { body: jsonBody(blockedWords) },
  responses: answers('The words', blockedWords),
});

export function moderationRoutes({ records }: Pick<ContentOptions, 'records'>, commenting: Commenting) {
  const move = async (c: Context, shown: string, state: MemberComment['state']) => {
    const asker = askerOf(c);
    const { organizationId } = asker.actor;
    const id = idFrom('comment', shown);
    if (!(await setCommentState(records, organizationId, id, state)))
      throw new RefusalError({ code: 'not_found', detail: 'There is no such comment.' });
    const action = state === 'hidden' ? 'comment.hidden' : 'comment.shown';
    await records.organization(organizationId, (trx) =>
      note(trx, asker, { action, subject: { kind: 'comment', id } }),
    );
    return { id: showId('comment', id), state };
  };
  return newRouter()
    .openapi(readWords, async (c) => {
      const words = await records.organization(c.var.actor.organizationId, listBlockedWords);
      return c.json({ words }, 200);
    })
    .openapi(writeWords, async (c) => {
      const { organizationId } = c.var.actor;
      const words = [...new Set(c.req.valid('json').words)].sort();
      await records.organization(organizationId, async (trx) => {
        await setBlockedWords(trx, organizationId, words);
        const subject = { kind: 'blocked_words', id: null };
        await note(trx, askerOf(c), {
          action: 'blocked_words.changed',
          subject,
          detail: { count: words.length },
        });
      });
      commenting.forgetWords(organizationId);
      return c.json({ words }, 200);
    })
    .openapi(list, async (c) => {
      const { cursor, limit, videoId, state } = c.req.valid('query');
      const filter = { state, videoId: videoId === undefined ? undefined : idFrom('video', videoId) };
      const load = (before: string | null, count: number) =>
        listCommentsOf(records, c.var.actor.organizationId, filter, before, count);
      return c.json(await pageById({ cursor, limit }, load, showComment), 200);
    })
    .openapi(hide, async (c) => c.json(await move(c, c.req.valid('param').id, 'hidden'), 200))
    .openapi(show, async (c) => c.json(await move(c, c.req.valid('param').id, 'shown'), 200));
}

const showComment = (comment: CommentOfOrganization): MemberComment => ({
  id: showId('comment', comment.id),
  videoId: showId('video', comment.videoId),
  videoTitle: comment.videoTitle,
  text: comment.text,
  nickname: comment.nickname,
  state: comment.state,
  simulated: comment.simulated,
  createdAt: comment.createdAt.toISOString(),
});
