import type { DeliveryId, OrganizationId } from '#kernel/ids';
import type { Files } from '#platform/files';
import type { AudienceParts } from '../audiences/audience-parts.ts';
import type { WebhookPost } from './webhooks/guarded-post.ts';

/** What deliveries stand on. */
export type DeliveryParts = AudienceParts & {
  readonly files: Files;
  readonly post: WebhookPost;
  /** The key that a delivery's webhook is signed with. */
  readonly webhookKey: (id: DeliveryId) => Buffer;
  /** Has a file written, by whichever server is free. */
  readonly wantFile: (organizationId: OrganizationId, id: DeliveryId) => Promise<void>;
  /** Has waiting parcels sent now rather than within the minute. */
  readonly wantParcels: () => Promise<void>;
  readonly onError: (error: unknown) => void;
};
