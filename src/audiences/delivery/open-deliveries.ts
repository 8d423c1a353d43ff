import { createHmac } from 'node:crypto';
import type { DeliveryId, OrganizationId } from '#kernel/ids';
import type { Files } from '#platform/files';
import type { Jobs } from '#platform/jobs';
import type { AudienceParts } from '../audiences/audience-parts.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { findDelivery, keptUp } from './delivery-store.ts';
import { runDelivery } from './run-delivery.ts';
import { guardedPost } from './webhooks/guarded-post.ts';
import { sendParcels } from './webhooks/send-parcels.ts';
import { sweepFiles, writeDeliveryFile } from './write-file.ts';

export type DeliveriesOptions = {
  readonly files: Files;
  readonly jobs: Jobs;
  /** Keys of webhooks are derived from it. */
  readonly instanceSecret: string;
  /** Whether webhooks may lead to this machine and private networks. */
  readonly allowPrivateWebhooks: boolean;
  readonly onError: (error: unknown) => void;
};

type FileJob = { readonly organizationId: OrganizationId; readonly id: DeliveryId };

/** Deliveries over their stores: groups and webhooks are brought up to date every minute, by one server. */
export async function openDeliveries(base: AudienceParts, options: DeliveriesOptions) {
  const { files, jobs, instanceSecret, onError } = options;
  const post = guardedPost({ allowPrivate: options.allowPrivateWebhooks });
  const parts: DeliveryParts = {
    ...base,
    files,
    post,
    onError,
    webhookKey: (id) => createHmac('sha256', instanceSecret).update(`webhook of delivery ${id}`).digest(),
    wantFile: async (organizationId, id) => {
      await jobs.send('deliver-audience-file', { organizationId, id } satisfies FileJob, {
        singletonKey: id,
      });
    },
    wantParcels: async () => {
      await jobs.send('send-audience-parcels', {}, { singletonKey: 'send' });
    },
  };
  await jobs.work<FileJob>(
    'deliver-audience-file',
    { retriesMax: 6, expireSeconds: 1_800, heartbeatSeconds: 30 },
    ({ organizationId, id }) => writeDeliveryFile(parts, organizationId, id),
  );
  await jobs.work('send-audience-parcels', { retriesMax: 1, expireSeconds: 900 }, async (_, signal) => {
    await sendParcels(parts, signal);
  });
  await jobs.work('keep-up-deliveries', { retriesMax: 0, expireSeconds: 1_800 }, (_, signal) =>
    keepUp(parts, signal),
  );
  await jobs.work('sweep-delivery-files', { retriesMax: 1, expireSeconds: 600 }, () => sweepFiles(parts));
  await jobs.schedule('keep-up-deliveries', '* * * * *');
  await jobs.schedule('send-audience-parcels', '* * * * *');
  await jobs.schedule('sweep-delivery-files', '23 * * * *');
  return {
    parts,
    routes: deliveryRoutes(parts),
    close: post.close,
  };
}

/** One delivery after the other, so that many cost time and not memory. */
export async function keepUp(parts: DeliveryParts, signal?: AbortSignal): Promise<void> {
  for (const { id, organizationId, isFile } of await keptUp(parts.records)) {
    if (signal?.aborted) return;
    try {
      if (isFile) await parts.wantFile(organizationId, id);
      else {
        const row = await parts.records.organization(organizationId, (trx) => findDelivery(trx, id));
        if (row) await runDelivery(parts, organizationId, row);
      }
    } catch (error) {
      parts.onError(error);
    }
  }
}
