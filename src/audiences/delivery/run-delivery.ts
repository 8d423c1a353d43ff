import { type GroupPurpose, groupPurposes, keepGroup } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { ColumnarUnavailable } from '#platform/columnar';
import { RefusalError } from '#platform/http';
import { PeopleSet } from '#platform/people-sets';
import type { Trx } from '#platform/records';
import { askedBy } from '../audiences/audience-parts.ts';
import { readSmallest } from '../audiences/settings-store.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import type { DeliveryProblem, DeliveryTarget } from './delivery-shapes.ts';
import {
  type DeliveredSets,
  type DeliveryRow,
  findDelivery,
  insertRun,
  lockSets,
  noteRun,
  webhookProblems,
  writeSets,
} from './delivery-store.ts';
import { splitHeldOut } from './hold-out.ts';
import { enqueueParcels } from './webhooks/parcel-store.ts';

/** What a run found: who is in the audience now, unless there are too few to be delivered. */
export type Found = { readonly people: PeopleSet; readonly problem: DeliveryProblem | null };

/** The people of an audience that may be delivered now: nobody who was erased, and nobody at all of too few. */
export async function deliverable(
  parts: DeliveryParts,
  organizationId: OrganizationId,
  { audienceId }: Pick<DeliveryRow, 'audienceId'>,
): Promise<Found> {
  const asked = await askedBy(parts, organizationId);
  const smallest = await parts.records.organization(organizationId, readSmallest);
  const people = await parts.peopleOf(asked, audienceId);
  return people.size < smallest
    ? { people: PeopleSet.none, problem: 'audience_too_small' }
    : { people, problem: null };
}

/**
 * Brings a group or a webhook up to who is in the audience now. Whoever was erased meanwhile stays out: they are looked
 * for again under the delivery's lock, and erasing takes that lock after it has written who is to be forgotten.
 */
export async function runDelivery(
  parts: DeliveryParts,
  organizationId: OrganizationId,
  delivery: DeliveryRow,
): Promise<void> {
  const at = new Date(parts.now());
  const found = await deliverable(parts, organizationId, delivery).catch((error) => failed(parts, error));
  const isTold = await parts.records.organization(organizationId, async (trx) => {
    const before = await lockSets(trx, delivery.id);
    if (!before) return false;
    if (!found.people) {
      await noteFailure(trx, organizationId, delivery, before, { at, problem: found.problem });
      return false;
    }
    const people = found.people.without(await parts.forgotten.people());
    const { delivered, heldOut } = splitHeldOut(delivery.id, people, delivery.holdOutPercent);
    const after = { ...grown(before, delivered, heldOut), people: delivered, heldOut };
    const known = (await findDelivery(trx, delivery.id))?.problem ?? null;
    const problem = found.problem ?? (known && webhookProblems.includes(known) ? known : null);
    await noteRun(trx, delivery.id, at, problem);
    const isSame = before.people.equals(delivered) && before.heldOut.equals(heldOut);
    if (isSame && delivery.ranAt && known === problem) return false;
    await writeSets(trx, delivery.id, after);
    await handOver(trx, organizationId, delivery, before, after);
    await insertRun(trx, organizationId, delivery.id, {
      at,
      sent: delivered.size,
      heldOut: heldOut.size,
      entered: delivered.without(before.people).size,
      departed: before.people.without(delivered).size,
      failed: 0,
      problem,
    });
    return delivery.target === 'webhook';
  });
  if (isTold) await parts.wantParcels();
}

/** What the group of a delivery is for; null for those without a group. */
export const purposeOf = (target: DeliveryTarget): GroupPurpose | null =>
  groupPurposes.find((purpose) => purpose === target) ?? null;

async function handOver(
  trx: Trx,
  organizationId: OrganizationId,
  { id, name, target, groupId }: DeliveryRow,
  before: DeliveredSets,
  { people, heldOut }: DeliveredSets,
): Promise<void> {
  const purpose = purposeOf(target);
  if (purpose && groupId)
    await keepGroup(trx, organizationId, { id: groupId, purpose, name, people, heldOut });
  if (target !== 'webhook') return;
  await enqueueParcels(trx, organizationId, id, 'left', before.people.without(people));
  await enqueueParcels(trx, organizationId, id, 'entered', people.without(before.people));
}

/** Who ever was delivered or held out, so that what it did can be told apart from who happens to be in now. */
export const grown = (before: DeliveredSets, delivered: PeopleSet, heldOut: PeopleSet) => ({
  everPeople: before.everPeople.or(delivered),
  everHeldOut: before.everHeldOut.or(heldOut),
});

/** Who is delivered stays as it was; the first failure is written down, its repeats are not. */
async function noteFailure(
  trx: Trx,
  organizationId: OrganizationId,
  { id, problem: knownProblem }: DeliveryRow,
  { people, heldOut }: DeliveredSets,
  { at, problem }: { at: Date; problem: DeliveryProblem | null },
): Promise<void> {
  await noteRun(trx, id, at, problem);
  if (knownProblem === problem) return;
  const counts = { sent: people.size, heldOut: heldOut.size, entered: 0, departed: 0, failed: 1 };
  await insertRun(trx, organizationId, id, { at, ...counts, problem });
}

function failed(parts: DeliveryParts, error: unknown): { people: null; problem: DeliveryProblem } {
  if (error instanceof ColumnarUnavailable) return { people: null, problem: 'numbers_away' };
  // A condition that is not known here any more, say: the rule must be mended.
  if (!(error instanceof RefusalError)) parts.onError(error);
  return { people: null, problem: 'failed' };
}
