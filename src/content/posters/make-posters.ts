import { buffer } from 'node:stream/consumers';
import type { OrganizationId, VideoId } from '#kernel/ids';
import type { Subscriber } from '#platform/outbox';
import { receivePicture } from '#platform/pictures';
import type { VideosChanged } from '../content-door.ts';
import type { ContentOptions } from '../content-options.ts';
import { findVideo, keepFrame } from '../videos/videos-store.ts';
import { firstFrame } from './first-frame.ts';

const queue = 'video-posters';
type PosterJob = { readonly organizationId: OrganizationId; readonly videoId: VideoId };

/**
 * A video without a poster gets its first frame, off the request’s path, where ffmpeg is on the machine. Without it
 * there is none, and the player shows the first frame once it has it.
 */
export function posterSubscriber({ jobs }: Pick<ContentOptions, 'jobs'>): Subscriber {
  return {
    name: 'video-posters',
    topics: ['videos.changed'],
    handle: async (messages) => {
      for (const { organizationId, payload } of messages)
        for (const videoId of (payload as VideosChanged).videoIds) {
          const job: PosterJob = { organizationId, videoId };
          await jobs.send(queue, job, { singletonKey: videoId });
        }
    },
  };
}

export async function workPosters(
  options: Pick<ContentOptions, 'records' | 'files' | 'jobs'>,
): Promise<void> {
  await options.jobs.work<PosterJob>(
    queue,
    { retriesMax: 2, expireSeconds: 120 },
    ({ organizationId, videoId }) => makePoster(options, organizationId, videoId),
  );
}

export async function makePoster(
  { records, files }: Pick<ContentOptions, 'records' | 'files'>,
  organizationId: OrganizationId,
  videoId: VideoId,
): Promise<void> {
  const video = await findVideo(records, organizationId, videoId);
  if (!video?.file || video.posterKey !== null) return;
  const frame = await firstFrame(files.path(video.file.key), video.file.durationMs);
  if (frame === null) return;
  const picture = await buffer(frame);
  // A file that ffmpeg cannot decode has no picture; the browser may still play it.
  if (picture.length === 0) return;
  const kept = await receivePicture(files, 'posters', new Blob([new Uint8Array(picture)]).stream());
  if (!kept.ok) return;
  const frameOf = { ofFile: video.file.key, posterKey: kept.value.fileKey };
  if (!(await keepFrame(records, organizationId, videoId, frameOf))) await files.remove(kept.value.fileKey);
}
