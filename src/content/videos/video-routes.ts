import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { parseId } from '#kernel/ids';
import type { Refusal } from '#kernel/result';
import { requireActor } from '#organisations';
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
  problem,
  RefusalError,
} from '#platform/http';
import type { ContentOptions } from '../content-options.ts';
import { versionSeen, videoCreate, videoKind, videoPatch, videoState, videoView } from '../contract.ts';
import { askerOf } from './asker.ts';
import { type Move, moveVideo, type ReviewRefusal } from './move-video.ts';
import { reasonText } from './review-video.ts';
import { changeVideo, createVideo } from './save-video.ts';
import { showVideo } from './video-view.ts';
import { findVideo, listVideos } from './videos-store.ts';

const tags = ['Videos'];
const mayRead = [requireActor('content:read')];
const mayWrite = [requireActor('content:write')];
const params = idParam('video');

const list = createRoute({
  method: 'get',
  path: '/api/videos',
  tags,
  summary: 'Videos, newest first',
  middleware: mayRead,
  request: {
    query: pageQuery.extend({
      state: videoState.optional(),
      kind: videoKind.optional(),
      accountId: idParam('account').shape.id.optional(),
      title: z.string().trim().max(100).optional(),
      /** Those of these videos, their ids separated by commas; what is no id of a video is none. */
      ids: z.string().max(4_000).optional(),
    }),
  },
  responses: answers('A page of videos', page(videoView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/videos',
  tags,
  summary: 'Add a draft, with the file of a finished upload where there is one',
  middleware: mayWrite,
  request: { body: jsonBody(videoCreate) },
  responses: created('The draft', videoView),
});
const read = createRoute({
  method: 'get',
  path: '/api/videos/{id}',
  tags,
  summary: 'One video',
  middleware: mayRead,
  request: { params },
  responses: answers('The video', videoView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/videos/{id}',
  tags,
  summary: 'Change a video; a published one must still pass the review',
  middleware: mayWrite,
  request: { params, body: jsonBody(videoPatch) },
  responses: answers('The video as it is now', videoView),
});

const moveRoute = <const Verb extends Move>(verb: Verb, summary: string) =>
  createRoute({
    method: 'post',
    path: `/api/videos/{id}/${verb}`,
    tags,
    summary,
    middleware: mayWrite,
    request: { params, body: jsonBody(versionSeen) },
    responses: answers('The video as it is now', videoView),
  });
const publish = moveRoute(
  'publish',
  'Review and publish; `video_review_refused` names every field that keeps it a draft',
);
const withdraw = moveRoute('withdraw', 'Take a published video back into the drafts');
const remove = moveRoute('remove', 'Take a video away; its numbers stay');
const restore = moveRoute('restore', 'Bring a removed video back as a draft');

/** A refusal of the review names every field that is at fault, each with its reason. */
function refused(c: Context, refusal: Refusal | ReviewRefusal): Response {
  if (!('reasons' in refusal)) throw new RefusalError(refusal);
  const errors = refusal.reasons.map((reason) => ({
    field: reason.field,
    detail: reasonText(reason),
    reason: `review_${reason.code}`,
    values: { word: reason.word ?? '' },
  }));
  return problem(c, refusal, errors);
}

export function videoRoutes(options: Pick<ContentOptions, 'records' | 'files' | 'structureOf'>) {
  const move = async (c: Context, shown: string, verb: Move, version: number) => {
    const moved = await moveVideo(options, askerOf(c), idFrom('video', shown), verb, version);
    if (moved.ok) return c.json(showVideo(moved.value), 200);
    return refused(c, moved.refusal);
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, accountId, ids, ...asked } = c.req.valid('query');
      const filter = {
        ...asked,
        accountId: accountId === undefined ? undefined : idFrom('account', accountId),
        ids: ids?.split(',').flatMap((shown) => parseId('video', shown) ?? []),
      };
      const { organizationId } = c.var.actor;
      const load = (before: string | null, count: number) =>
        listVideos(options.records, organizationId, filter, before, count);
      return c.json(await pageById({ cursor, limit }, load, showVideo), 200);
    })
    .openapi(create, async (c) =>
      c.json(showVideo(granted(await createVideo(options, askerOf(c), c.req.valid('json')))), 201),
    )
    .openapi(read, async (c) => {
      const id = idFrom('video', c.req.valid('param').id);
      const video = await findVideo(options.records, c.var.actor.organizationId, id);
      if (!video) throw new RefusalError({ code: 'not_found', detail: 'There is no such video.' });
      return c.json(showVideo(video), 200);
    })
    .openapi(change, async (c) => {
      const id = idFrom('video', c.req.valid('param').id);
      const changed = await changeVideo(options, askerOf(c), id, c.req.valid('json'));
      return changed.ok ? c.json(showVideo(changed.value), 200) : (refused(c, changed.refusal) as never);
    })
    .openapi(
      publish,
      async (c) => (await move(c, c.req.valid('param').id, 'publish', c.req.valid('json').version)) as never,
    )
    .openapi(
      withdraw,
      async (c) => (await move(c, c.req.valid('param').id, 'withdraw', c.req.valid('json').version)) as never,
    )
    .openapi(
      remove,
      async (c) => (await move(c, c.req.valid('param').id, 'remove', c.req.valid('json').version)) as never,
    )
    .openapi(
      restore,
      async (c) => (await move(c, c.req.valid('param').id, 'restore', c.req.valid('json').version)) as never,
    );
}
