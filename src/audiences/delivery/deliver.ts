import { closeGroup, keepGroup } from '#events';
import { type AudienceId, type DeliveryId, newId, parseId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import { PeopleSet } from '#platform/people-sets';
import { findAudience } from '../audiences/audience-store.ts';
import { readSmallest } from '../audiences/settings-store.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import type { DeliveryCreate } from './delivery-shapes.ts';
import {
  type DeliveryRow,
  findDelivery,
  insertDelivery,
  insertRun,
  lockSets,
  setState,
} from './delivery-store.ts';
import { deliverable, purposeOf, runDelivery } from './run-delivery.ts';
import { enqueueParcels } from './webhooks/parcel-store.ts';
import { removeFile } from './write-file.ts';

type Outcome = Result<DeliveryRow, Refusal>;

/** Hands an audience over; groups and webhooks are kept up from then on, a file is written once. */
export async function deliverAudience(
  parts: DeliveryParts,
  asker: AuditedAsker,
  input: DeliveryCreate,
): Promise<Outcome> {
  const { organizationId, name: madeBy } = asker.actor;
  const within = parts.records.organization;
  const audienceId = parseId('audience', input.audienceId);
  const audience = audienceId && (await within(organizationId, (trx) => findAudience(trx, audienceId)));
  if (!audience || audience.archivedAt)
    return refuse('not_found', 'There is no such audience.', 'audienceId');
  if (input.url !== null) {
    const complaint = await parts.post.complaintOf(input.url);
    if (complaint) return refuse('unprocessable', complaint, 'url');
  }
  const refusal = await tooFew(parts, asker, audience.id);
  if (refusal) return refusal;
  const id = newId('delivery');
  const purpose = purposeOf(input.target);
  const groupId = purpose && newId('group');
  const { name } = audience;
  await within(organizationId, async (trx) => {
    if (purpose && groupId) {
      const nobody = { people: PeopleSet.none, heldOut: PeopleSet.none };
      await keepGroup(trx, organizationId, { id: groupId, purpose, name, ...nobody });
    }
    await insertDelivery(trx, organizationId, {
      id,
      audienceId: audience.id,
      name,
      target: input.target,
      holdOutPercent: input.holdOutPercent,
      groupId,
      url: input.url,
      madeBy,
      createdAt: new Date(parts.now()),
    });
    const subject = { kind: 'delivery', id };
    const detail = { name, target: input.target, holdOutPercent: input.holdOutPercent };
    await writeAudit(trx, entryBy(asker, { action: 'delivery.created', subject, detail }));
  });
  const made = await within(organizationId, (trx) => findDelivery(trx, id));
  if (!made) throw new Error('A delivery that was just written is not there.');
  if (made.target === 'file') await parts.wantFile(organizationId, id);
  else await runDelivery(parts, organizationId, made);
  const row = await within(organizationId, (trx) => findDelivery(trx, id));
  return row ? ok(row) : refuse('not_found', 'There is no such delivery.');
}

async function tooFew(parts: DeliveryParts, asker: AuditedAsker, audienceId: AudienceId) {
  const { organizationId } = asker.actor;
  const { problem } = await deliverable(parts, organizationId, { audienceId });
  if (!problem) return null;
  const smallest = await parts.records.organization(organizationId, readSmallest);
  return refuse(
    'audience_too_small',
    `Fewer than ${smallest} people are not delivered, so that nobody can be told apart.`,
    'audienceId',
  );
}

/**
 * Takes a delivery back: its group holds nobody from then on, its file is gone, its webhook is told that everybody
 * left. A repeat changes nothing.
 */
export async function withdrawDelivery(
  parts: DeliveryParts,
  asker: AuditedAsker,
  id: DeliveryId,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  const at = new Date(parts.now());
  const within = parts.records.organization;
  const row = await within(organizationId, async (trx) => {
    const sets = await lockSets(trx, id);
    const delivery = await findDelivery(trx, id);
    if (!delivery || !sets) return delivery;
    if (delivery.groupId) await closeGroup(trx, delivery.groupId);
    if (delivery.target === 'webhook') await enqueueParcels(trx, organizationId, id, 'left', sets.people);
    await setState(trx, id, 'withdrawn', at);
    const nothing = { sent: 0, heldOut: 0, entered: 0, failed: 0, problem: null };
    await insertRun(trx, organizationId, id, { at, ...nothing, departed: sets.people.size });
    const subject = { kind: 'delivery', id };
    await writeAudit(
      trx,
      entryBy(asker, { action: 'delivery.withdrawn', subject, detail: { name: delivery.name } }),
    );
    return findDelivery(trx, id);
  });
  if (!row) return refuse('not_found', 'There is no such delivery.');
  if (row.target === 'file') await removeFile(parts, organizationId, id);
  if (row.target === 'webhook') await parts.wantParcels();
  const now = await within(organizationId, (trx) => findDelivery(trx, id));
  return ok(now ?? row);
}
