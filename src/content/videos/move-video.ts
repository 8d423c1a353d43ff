import type { VideoId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { forbiddenIn } from '#shop';
import type { ContentOptions } from '../content-options.ts';
import type { ReviewReason, VideoState } from '../contract.ts';
import { type Asker, note } from './asker.ts';
import { type Reviewed, reasonText, reviewVideo } from './review-video.ts';
import { mayFollow, type Video } from './video.ts';
import { lockVideo, readVideo, tellVideosChanged, updateVideo } from './videos-store.ts';

export type Move = 'publish' | 'withdraw' | 'remove' | 'restore';

const targetOf: Readonly<Record<Move, VideoState>> = {
  publish: 'reviewing',
  withdraw: 'draft',
  remove: 'removed',
  restore: 'draft',
};
const actionOf: Readonly<Record<Move, string>> = {
  publish: 'video.published',
  withdraw: 'video.withdrawn',
  remove: 'video.removed',
  restore: 'video.restored',
};

export type ReviewRefusal = Refusal<'video_review_refused'> & { readonly reasons: readonly ReviewReason[] };

/**
 * Moves a video on. Publishing passes the review in the same step; a video that does not pass stays a draft, keeps
 * the reasons, and the answer names them.
 */
export async function moveVideo(
  { records }: Pick<ContentOptions, 'records'>,
  asker: Asker,
  id: VideoId,
  move: Move,
  version: number,
): Promise<Result<Video, Refusal | ReviewRefusal>> {
  const { organizationId } = asker.actor;
  return records.organization(organizationId, async (trx) => {
    const before = await lockVideo(trx, id);
    if (!before) return refuse('not_found', 'There is no such video.');
    if (before.version !== version)
      return refuse('conflict', 'The video was changed meanwhile: load it again.', 'version');
    const target = targetOf[move];
    if (!mayFollow(before.state, target) || (move === 'restore' && before.state !== 'removed'))
      return refuse('conflict', `A video that is ${before.state} cannot be asked to ${move}.`);
    const refusal = target === 'reviewing' ? reviewRefusal(before) : null;
    const state = target !== 'reviewing' ? target : refusal ? 'draft' : 'published';
    if (target === 'reviewing' && !mayFollow('reviewing', state))
      throw new Error(`The review ended in ${state}.`);
    await updateVideo(trx, id, { state, reviewReasons: refusal?.reasons ?? [] });
    await note(trx, asker, {
      action: refusal ? 'video.review_refused' : actionOf[move],
      subject: { kind: 'video', id },
      detail: { title: before.title, ...(refusal ? { reasons: refusal.reasons } : {}) },
    });
    await tellVideosChanged(trx, organizationId, [id]);
    if (refusal) return { ok: false, refusal };
    const after = await readVideo(trx, id);
    if (!after) throw new Error('A video that was just moved is gone.');
    return ok(after);
  });
}

/** Why a video may not be published; null where it may. */
export function reviewRefusal(video: Reviewed): ReviewRefusal | null {
  const reasons = reviewVideo(video, forbiddenIn);
  const first = reasons[0];
  return first === undefined
    ? null
    : { code: 'video_review_refused', detail: reasonText(first), field: first.field, reasons };
}
