import type { AccountId, OrganizationId, ProductId, VideoId } from '#kernel/ids';
import type { ReviewReason, VideoCounts, VideoElements, VideoKind, VideoState } from '../contract.ts';

/** A short video 短视频 of an account, as members work on it. */
export type Video = {
  readonly id: VideoId;
  readonly organizationId: OrganizationId;
  readonly accountId: AccountId;
  readonly title: string;
  readonly kind: VideoKind;
  readonly elements: VideoElements;
  readonly category: string | null;
  readonly state: VideoState;
  readonly reviewReasons: readonly ReviewReason[];
  readonly file: VideoFile | null;
  readonly posterKey: string | null;
  readonly productIds: readonly ProductId[];
  readonly counts: VideoCounts;
  readonly simulated: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
};

export type VideoFile = {
  readonly key: string;
  readonly bytes: number;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
};

/** What may follow what. Whoever publishes asks for review; only the review publishes. */
const transitions: Readonly<Record<VideoState, readonly VideoState[]>> = {
  draft: ['reviewing', 'removed'],
  reviewing: ['published', 'draft'],
  published: ['draft', 'removed'],
  removed: ['draft', 'reviewing'],
};

export function mayFollow(from: VideoState, to: VideoState): boolean {
  return transitions[from].includes(to);
}
