import { forgetInGroups, forgetSaid } from '#events';
import type { DeliveryId, OrganizationId } from '#kernel/ids';
import { systemActor, writeAudit } from '#organisations';
import { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';
import { writeSets } from '../delivery/delivery-store.ts';
import { hashedIds } from '../delivery/hashed-ids.ts';
import { enqueueParcels, forgetInParcels } from '../delivery/webhooks/parcel-store.ts';

/** Files that hold any of these, of every organisation. */
export function filesWith(
  records: Records,
  persons: PeopleSet,
): Promise<{ id: DeliveryId; organizationId: OrganizationId; people: PeopleSet }[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('audience_deliveries')
      .innerJoin('audience_delivery_files as f', 'f.delivery_id', 'audience_deliveries.id')
      .select(['audience_deliveries.id', 'audience_deliveries.organization_id', 'people'])
      .where('f.removed_at', 'is', null)
      .execute();
    return rows
      .map((row) => ({
        id: row.id as DeliveryId,
        organizationId: row.organization_id as OrganizationId,
        people: PeopleSet.fromBytes(row.people),
      }))
      .filter(({ people }) => people.sharedWith(persons) > 0);
  });
}

/**
 * Takes persons out of everything that the records keep of people in every organisation: what was said of them, groups, frozen audiences and lists,
 * deliveries and what webhooks have still to be told; webhooks that were told of them are told to forget them. Done
 * again it changes nothing.
 */
export async function forgetInRecords(records: Records, persons: PeopleSet): Promise<void> {
  await forgetInGroups(records, persons);
  await forgetSaid(records, persons);
  await records.market(async (trx) => {
    await forgetInAudiences(trx, persons);
    await forgetInDeliveries(records, trx, persons);
  });
}

async function forgetInAudiences(trx: Trx, persons: PeopleSet): Promise<void> {
  const rows = await trx
    .selectFrom('audiences')
    .select(['id', 'organization_id', 'people'])
    .where('people', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id, organization_id, people } of rows) {
    const set = people ? PeopleSet.fromBytes(people) : PeopleSet.none;
    if (set.sharedWith(persons) === 0) continue;
    const left = set.without(persons);
    await trx
      .updateTable('audiences')
      .set({ people: Buffer.from(left.toBytes()), size: left.size })
      .where('id', '=', id)
      .execute();
    // Why a settled audience is smaller now; of whom it does not hold any more, nothing.
    await writeAudit(trx, {
      organizationId: organization_id as OrganizationId,
      actor: systemActor,
      action: 'audience.people_forgotten',
      subject: { kind: 'audience', id },
      detail: { size: left.size },
    });
  }
}

async function forgetInDeliveries(records: Records, trx: Trx, persons: PeopleSet): Promise<void> {
  const rows = await trx
    .selectFrom('audience_deliveries')
    .select([
      'id',
      'organization_id',
      'target',
      'state',
      'people',
      'held_out',
      'ever_people',
      'ever_held_out',
    ])
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) {
    const ever = PeopleSet.fromBytes(row.ever_people);
    const everOut = PeopleSet.fromBytes(row.ever_held_out);
    if (ever.sharedWith(persons) + everOut.sharedWith(persons) === 0) continue;
    const id = row.id as DeliveryId;
    await writeSets(trx, id, {
      people: PeopleSet.fromBytes(row.people).without(persons),
      heldOut: PeopleSet.fromBytes(row.held_out).without(persons),
      everPeople: ever.without(persons),
      everHeldOut: everOut.without(persons),
    });
    await forgetInParcels(trx, id, persons);
    if (row.target !== 'webhook') continue;
    const organizationId = row.organization_id as OrganizationId;
    const told = ever.and(persons);
    const ids = await hashedIds(records, organizationId, [...told]);
    await enqueueParcels(trx, organizationId, id, 'erased', told, ids);
  }
}
