import { sql } from 'kysely';
import type { DeliveryId, OrganizationId } from '#kernel/ids';
import type { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';
import type { HashedId } from '../hashed-ids.ts';

/** People of whom one request tells. */
export const parcelSize = 500;
/** A parcel whose server died is sent again after this time. */
const claimMinutes = 2;

export type ParcelKind = 'entered' | 'left' | 'erased';
export type Parcel = {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly deliveryId: DeliveryId;
  readonly audienceId: string;
  readonly url: string;
  readonly kind: ParcelKind;
  readonly persons: readonly number[];
  /** Of whom to forget, looked up before they went; null where they are looked up when it is sent. */
  readonly ids: readonly HashedId[] | null;
  /** This one included. */
  readonly attempts: number;
};

/** What a webhook is to be told, behind what it has still to be told; `ids` are of people who cannot be looked up later. */
export async function enqueueParcels(
  trx: Trx,
  organizationId: OrganizationId,
  deliveryId: DeliveryId,
  kind: ParcelKind,
  people: PeopleSet,
  ids?: ReadonlyMap<number, HashedId>,
): Promise<void> {
  const persons = [...people];
  for (let from = 0; from < persons.length; from += parcelSize) {
    const part = persons.slice(from, from + parcelSize);
    await trx
      .insertInto('audience_webhook_parcels')
      .values({
        organization_id: organizationId,
        delivery_id: deliveryId,
        kind,
        persons: sql<number[]>`${part}::int[]`,
        ids: ids ? JSON.stringify(part.flatMap((person) => ids.get(person) ?? [])) : null,
      })
      .execute();
  }
}

/** Takes erased people out of what is still to be told, but for that they are to be forgotten. */
export async function forgetInParcels(trx: Trx, deliveryId: DeliveryId, persons: PeopleSet): Promise<void> {
  const numbers = [...persons];
  await sql`UPDATE audience_webhook_parcels
    SET persons = ARRAY(SELECT p FROM unnest(persons) AS p WHERE p <> ALL (${numbers}::int[]))
    WHERE delivery_id = ${deliveryId} AND kind <> 'erased' AND persons && ${numbers}::int[]`.execute(trx);
  await sql`DELETE FROM audience_webhook_parcels
    WHERE delivery_id = ${deliveryId} AND cardinality(persons) = 0`.execute(trx);
}

/**
 * The parcel that has waited longest among those whose turn it is, claimed for this server. Of one delivery only the
 * oldest is ever sent, so that nobody is told to have left before they entered.
 */
export function claimParcel(records: Records, now: Date): Promise<Parcel | null> {
  return records.market(async (trx) => {
    const { rows } = await sql<Parcel>`
      UPDATE audience_webhook_parcels p
      SET attempts = p.attempts + 1, next_at = ${now}::timestamptz + make_interval(mins => ${claimMinutes})
      FROM audience_deliveries d
      WHERE d.id = p.delivery_id AND p.id = (
        SELECT q.id FROM audience_webhook_parcels q
        WHERE q.next_at <= ${now} AND NOT EXISTS (
          SELECT FROM audience_webhook_parcels o WHERE o.delivery_id = q.delivery_id AND o.id < q.id)
        ORDER BY q.next_at, q.id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING p.id, p.organization_id AS "organizationId", p.delivery_id AS "deliveryId",
        d.audience_id AS "audienceId", d.url, p.kind, p.persons, p.ids, p.attempts`.execute(trx);
    return rows[0] ?? null;
  });
}

export async function dropParcel(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('audience_webhook_parcels').where('id', '=', id).execute();
}

export async function delayParcel(trx: Trx, id: number, until: Date): Promise<void> {
  await trx.updateTable('audience_webhook_parcels').set({ next_at: until }).where('id', '=', id).execute();
}
