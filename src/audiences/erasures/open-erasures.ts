import { erasedMarks, PersonNumbers, traceEraser } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Jobs } from '#platform/jobs';
import type { DeliveryParts } from '../delivery/delivery-parts.ts';
import type { AskErasureParts } from './ask-erasure.ts';
import { carryOut, settleMs } from './erase-people.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { organizationsToErase } from './erasures-store.ts';

type Work = { readonly organizationId: OrganizationId };

/** Erasures over their stores: carried out at once, and every minute those that wait or are to be looked after. */
export async function openErasures(
  base: DeliveryParts,
  { jobs, instanceSecret }: { readonly jobs: Jobs; readonly instanceSecret: string },
) {
  const parts: AskErasureParts = {
    ...base,
    eraseTraces: traceEraser({ ...base, instanceSecret }),
    personNumbers: new PersonNumbers(base.records, erasedMarks(instanceSecret)),
    wantErasures: async (organizationId) => {
      await jobs.send('erase-people', { organizationId } satisfies Work, { singletonKey: organizationId });
    },
  };
  await jobs.work<Work>(
    'erase-people',
    { retriesMax: 6, expireSeconds: 3_600, heartbeatSeconds: 30 },
    ({ organizationId }) => carryOut(parts, organizationId),
  );
  await jobs.work('tend-erasures', { retriesMax: 0, expireSeconds: 300 }, async () => {
    for (const organizationId of await organizationsToErase(parts.records, new Date(parts.now() - settleMs)))
      await parts.wantErasures(organizationId);
  });
  await jobs.schedule('tend-erasures', '* * * * *');
  return { parts, routes: erasureRoutes(parts) };
}
