import { type Id, type OrganizationId, showId } from '#kernel/ids';
import type { UploadView } from '../contract.ts';

export type UploadId = Id<'upload'>;

/** A file on its way in. How much of it is here is the size of the stored file itself. */
export type Upload = {
  readonly id: UploadId;
  readonly organizationId: OrganizationId;
  readonly fileName: string;
  /** Where it is stored and, once a video has taken it, served. Nobody is told before. */
  readonly fileKey: string;
  readonly bytes: number;
  readonly state: UploadView['state'];
  readonly refusal: string | null;
  readonly durationMs: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** An upload that nothing arrives for, or that no video takes, is swept after this. */
export const uploadLifeMs = 24 * 3_600_000;
/** Of one organisation at a time; the rest waits until some are done or swept. */
export const unfinishedMax = 100;

export const showUpload = (upload: Upload, bytesReceived: number): UploadView => ({
  id: showId('upload', upload.id),
  fileName: upload.fileName,
  state: upload.state,
  refusal: upload.refusal,
  bytes: upload.bytes,
  bytesReceived,
  durationMs: upload.durationMs,
  width: upload.width,
  height: upload.height,
  createdAt: upload.createdAt.toISOString(),
  expiresAt: upload.expiresAt.toISOString(),
});

/** The name a browser sent, without what cannot be kept; its end says more than its beginning. */
export function fileNameOf(sent: string | null | undefined): string {
  const sound = (sent ?? '')
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-200)
    .toWellFormed();
  return sound === '' ? 'video.mp4' : sound;
}
