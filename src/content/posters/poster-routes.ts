import { createRoute, z } from '@hono/zod-openapi';
import { requireActor } from '#organisations';
import { answers, granted, idFrom, idParam, newRouter, problemResponses, RefusalError } from '#platform/http';
import { receivePicture } from '#platform/pictures';
import type { ContentOptions } from '../content-options.ts';
import { videoView } from '../contract.ts';
import { askerOf, note } from '../videos/asker.ts';
import { showVideo } from '../videos/video-view.ts';
import { findVideo, lockVideo, readVideo, tellVideosChanged, updateVideo } from '../videos/videos-store.ts';

export const pictureBody = {
  required: true as const,
  content: { 'image/*': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
};
export const pictureProblems = {
  413: { description: 'The picture is too large', content: problemResponses[400].content },
  415: { description: 'The body is no picture', content: problemResponses[400].content },
};

const set = createRoute({
  method: 'put',
  path: '/api/videos/{id}/poster',
  tags: ['Videos'],
  summary: 'Set the poster of a video: the body is a PNG, JPEG or WebP of at most 5 MB',
  middleware: [requireActor('content:write')],
  request: { params: idParam('video'), body: pictureBody },
  responses: { ...answers('The video as it is now', videoView), ...pictureProblems },
});

export function posterRoutes({ records, files }: Pick<ContentOptions, 'records' | 'files'>) {
  return newRouter().openapi(set, async (c) => {
    const asker = askerOf(c);
    const { organizationId } = asker.actor;
    const id = idFrom('video', c.req.valid('param').id);
    const absent = () => new RefusalError({ code: 'not_found', detail: 'There is no such video.' });
    // Before the picture is stored: nobody fills the disk with posters of nothing.
    if (!(await findVideo(records, organizationId, id))) throw absent();
    const { fileKey } = granted(await receivePicture(files, 'posters', c.req.raw.body));
    const { video, before } = await records.organization(organizationId, async (trx) => {
      const locked = await lockVideo(trx, id);
      if (!locked) throw absent();
      await updateVideo(trx, id, { posterKey: fileKey });
      await note(trx, asker, {
        action: 'video.poster_changed',
        subject: { kind: 'video', id },
        detail: { title: locked.title },
      });
      await tellVideosChanged(trx, organizationId, [id]);
      return { video: await readVideo(trx, id), before: locked.posterKey };
    });
    if (!video) throw absent();
    if (before) await files.remove(before);
    return c.json(showVideo(video), 200);
  });
}
