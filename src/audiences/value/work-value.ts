import { marketNamespace } from '#events';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Jobs } from '#platform/jobs';
import { askFit, currentFit, newestFit, type ValueFitId } from './fits-store.ts';
import { readPulses } from './histories-store.ts';
import { fitOrganization, type ValueParts } from './keep-value.ts';

/** Asks for a fit; where one is on its way already, that one is meant. */
export type AskValue = (organizationId: OrganizationId, by: string) => Promise<void>;

const fitQueue = 'value-fit';
const tendQueue = 'value-tend';
type Fit = { readonly organizationId: OrganizationId; readonly fitId: ValueFitId };

const hourMs = 3_600_000;
/** A fit whose end is not known after this time is taken for lost, and may be asked for again. */
export const lostMs = hourMs / 2;
/** Purchases of a day change little, so a fit is made anew once a day at most, where any came. */
const freshMs = 20 * hourMs;
/** People grow less alive while nothing happens, so a fit is made anew after a week in any case. */
const staleMs = 7 * 24 * hourMs;

/** The jobs of value: fits that are asked for, and every hour those organisations whose fit has grown old. */
export async function workValue(parts: ValueParts, jobs: Jobs): Promise<AskValue> {
  const { records, columnar, now, onError } = parts;
  await jobs.work<Fit>(
    fitQueue,
    { retriesMax: 1, expireSeconds: lostMs / 1_000 },
    ({ organizationId, fitId }, signal) => fitOrganization(parts, organizationId, fitId, signal),
  );
  const ask = async (organizationId: OrganizationId, by: string | null) => {
    const id = newId('valueFit');
    const isAsked = await records.organization(organizationId, async (trx) => {
      const newest = await newestFit(trx);
      if (newest?.state === 'asked' && now() - newest.askedAt.getTime() < lostMs) return false;
      await askFit(trx, organizationId, { id, by, at: new Date(now()) });
      return true;
    });
    if (isAsked) await jobs.send(fitQueue, { organizationId, fitId: id } satisfies Fit);
  };
  await jobs.work(tendQueue, { retriesMax: 1, expireSeconds: 600 }, async () => {
    for (const [organizationId, pulse] of await readPulses(columnar)) {
      if (organizationId === marketNamespace) continue;
      try {
        const fit = await records.organization(organizationId, currentFit);
        const age = fit === null ? Number.POSITIVE_INFINITY : now() - fit.fittedAt.getTime();
        if (age > staleMs || (age > freshMs && fit?.pulse !== pulse)) await ask(organizationId, null);
      } catch (error) {
        // The others are tended all the same; this one is tried again in an hour.
        onError(error);
      }
    }
  });
  await jobs.schedule(tendQueue, '17 * * * *');
  return ask;
}
