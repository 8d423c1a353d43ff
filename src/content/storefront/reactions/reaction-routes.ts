import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import {
  answers,
  created,
  granted,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  page,
  pageById,
  pageQuery,
  RefusalError,
} from '#platform/http';
import { requireShopper, shopperOf } from '#shop';
import {
  type CommentView,
  commentSent,
  commentView,
  followAnswer,
  followChange,
  reactionAnswer,
  reactionChange,
  shareAnswer,
  shareSent,
} from '../../contract.ts';
import type { Commenting } from '../comments/comment.ts';
import { type Comment, listComments } from '../comments/comments-store.ts';
import { follow, type ReactParts, react, share } from './react.ts';

const tags = ['Storefront'];
const middleware = [requireShopper];
const params = idParam('video');

const reacting = createRoute({
  method: 'post',
  path: '/api/storefront/videos/{id}/reactions',
  tags,
  summary: 'Like, favourite or dislike a video, or take it back; repeating changes nothing',
  middleware,
  request: { params, body: jsonBody(reactionChange) },
  responses: answers('How it stands now', reactionAnswer),
});
const sharing = createRoute({
  method: 'post',
  path: '/api/storefront/videos/{id}/shares',
  tags,
  summary: 'Say that a video was shared; counts once a day',
  middleware,
  request: { params, body: jsonBody(shareSent) },
  responses: answers('The counts now', shareAnswer),
});
const following = createRoute({
  method: 'post',
  path: '/api/storefront/accounts/{id}/follow',
  tags,
  summary: 'Follow an account, or stop following it',
  middleware,
  request: { params: idParam('account'), body: jsonBody(followChange) },
  responses: answers('How it stands now', followAnswer),
});
const comments = createRoute({
  method: 'get',
  path: '/api/storefront/videos/{id}/comments',
  tags,
  summary: 'Comments of a video, newest first',
  middleware,
  request: { params, query: pageQuery },
  responses: answers('A page of comments', page(commentView)),
});
const commenting = createRoute({
  method: 'post',
  path: '/api/storefront/videos/{id}/comments',
  tags,
  summary: 'Comment on a video; `blocked_words` where it may not be said',
  middleware,
  request: { params, body: jsonBody(commentSent) },
  responses: created('The comment', commentView),
});

export function reactionRoutes(parts: ReactParts, { comment }: Commenting) {
  return newRouter()
    .openapi(reacting, async (c) => {
      const { kind, on, touch } = c.req.valid('json');
      const id = idFrom('video', c.req.valid('param').id);
      const counts = granted(await react(parts, shopperOf(c), id, kind, on, touch));
      return c.json({ kind, on, counts }, 200);
    })
    .openapi(sharing, async (c) => {
      const id = idFrom('video', c.req.valid('param').id);
      const counts = granted(await share(parts, shopperOf(c), id, c.req.valid('json').touch));
      return c.json({ counts }, 200);
    })
    .openapi(following, async (c) => {
      const { on, touch } = c.req.valid('json');
      const id = idFrom('account', c.req.valid('param').id);
      return c.json(granted(await follow(parts, shopperOf(c), id, on, touch)), 200);
    })
    .openapi(comments, async (c) => {
      const id = idFrom('video', c.req.valid('param').id);
      if (!parts.index.find(id))
        throw new RefusalError({ code: 'not_found', detail: 'There is no such video.' });
      const shopper = shopperOf(c);
      const load = (before: string | null, limit: number) =>
        listComments(parts.records, id, shopper.id, before, limit);
      c.header('cache-control', 'no-store');
      return c.json(await pageById(c.req.valid('query'), load, (row) => showComment(row, shopper.id)), 200);
    })
    .openapi(commenting, async (c) => {
      const { text, touch } = c.req.valid('json');
      const id = idFrom('video', c.req.valid('param').id);
      const shopper = shopperOf(c);
      const written = granted(await comment(shopper, id, text, touch));
      return c.json(showComment(written, shopper.id), 201);
    });
}

const showComment = (comment: Comment, shopperId: string): CommentView => ({
  id: showId('comment', comment.id),
  text: comment.text,
  nickname: comment.nickname,
  mine: comment.shopperId === shopperId,
  createdAt: comment.createdAt.toISOString(),
});
