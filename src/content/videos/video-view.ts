import { showId } from '#kernel/ids';
import type { VideoView } from '../contract.ts';
import type { Video } from './video.ts';

/** Where the browser finds a stored file; its key is random, so the address is nobody's guess. */
export const mediaUrl = (fileKey: string): string => `/media/${fileKey}`;

export const showVideo = (video: Video): VideoView => ({
  id: showId('video', video.id),
  accountId: showId('account', video.accountId),
  title: video.title,
  kind: video.kind,
  state: video.state,
  reviewReasons: [...video.reviewReasons],
  elements: video.elements,
  category: video.category,
  productIds: video.productIds.map((id) => showId('product', id)),
  src: video.file && mediaUrl(video.file.key),
  poster: video.posterKey && mediaUrl(video.posterKey),
  bytes: video.file?.bytes ?? null,
  durationMs: video.file?.durationMs ?? null,
  width: video.file?.width ?? null,
  height: video.file?.height ?? null,
  counts: video.counts,
  simulated: video.simulated,
  version: video.version,
  createdAt: video.createdAt.toISOString(),
  updatedAt: video.updatedAt.toISOString(),
  publishedAt: video.publishedAt?.toISOString() ?? null,
});
