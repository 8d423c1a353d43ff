import { showId } from '#kernel/ids';
import { signBody } from '#platform/signing';
import type { DeliveryParts } from '../delivery-parts.ts';
import { clearWebhookProblem, insertRun, noteRun, noteUntold } from '../delivery-store.ts';
import { hashedIds } from '../hashed-ids.ts';
import { claimParcel, delayParcel, dropParcel, type Parcel } from './parcel-store.ts';

export const signatureHeader = 'meadow-signature';

/** About a day and a half of trying, each time twice as long after the last. */
const attemptsMax = 12;
const firstDelayMs = 30_000;

/** Sends what is due, one parcel after the other; answers how many were taken. */
export async function sendParcels(parts: DeliveryParts, signal?: AbortSignal): Promise<number> {
  let taken = 0;
  while (!signal?.aborted) {
    const parcel = await claimParcel(parts.records, new Date(parts.now()));
    if (!parcel) return taken;
    taken++;
    await sendParcel(parts, parcel);
  }
  return taken;
}

/** A parcel counts as told when the other side answers that all is well; what it cannot take now it is told again. */
async function sendParcel(parts: DeliveryParts, parcel: Parcel): Promise<void> {
  const shown = await showParcel(parts, parcel);
  const body = JSON.stringify(shown);
  const key = parts.webhookKey(parcel.deliveryId);
  const isTaken = await parts.post
    .send(parcel.url, body, { [signatureHeader]: signBody(key, body, parts.now()) })
    .then(
      (status) => status >= 200 && status < 300,
      () => false,
    );
  const at = new Date(parts.now());
  await parts.records.organization(parcel.organizationId, async (trx) => {
    if (isTaken) {
      await dropParcel(trx, parcel.id);
      if (parcel.kind === 'entered')
        await noteUntold(trx, parcel.deliveryId, parcel.persons.length - shown.people.length);
      return clearWebhookProblem(trx, parcel.deliveryId);
    }
    if (parcel.attempts < attemptsMax) {
      const until = new Date(at.getTime() + firstDelayMs * 2 ** (parcel.attempts - 1));
      await delayParcel(trx, parcel.id, until);
      return noteRun(trx, parcel.deliveryId, at, 'webhook_refused');
    }
    await dropParcel(trx, parcel.id);
    await noteRun(trx, parcel.deliveryId, at, 'webhook_gave_up');
    await insertRun(trx, parcel.organizationId, parcel.deliveryId, {
      at,
      sent: 0,
      heldOut: 0,
      entered: 0,
      departed: 0,
      failed: parcel.persons.length,
      problem: 'webhook_gave_up',
    });
  });
}

/** What the other side is told: it may be told twice, and knows a repeat by its id. */
async function showParcel({ records, now }: DeliveryParts, parcel: Parcel) {
  const looked = async () => [...(await hashedIds(records, parcel.organizationId, parcel.persons)).values()];
  return {
    id: `${showId('delivery', parcel.deliveryId)}-${parcel.id}`,
    delivery: showId('delivery', parcel.deliveryId),
    audience: showId('audience', parcel.audienceId),
    kind: parcel.kind,
    at: new Date(now()).toISOString(),
    people: parcel.ids ?? (await looked()),
  };
}
