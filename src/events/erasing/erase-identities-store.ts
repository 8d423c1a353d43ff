import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import type { Identity } from '../identity/person-numbers.ts';
import type { MarkOf } from './erased-mark.ts';

/** The identities that lead to any of these numbers in a namespace; those that were erased are not among them. */
export async function identitiesOf(
  records: Records,
  namespace: OrganizationId,
  persons: PeopleSet,
): Promise<Identity[]> {
  const { rows } = await records.organization(namespace, (trx) =>
    sql<{ identity: Identity }>`
      SELECT identity FROM person_identities
      WHERE namespace = ${namespace} AND person = ANY (${[...persons]}::int[]) AND identity < 'x'
      ORDER BY identity`.execute(trx),
  );
  return rows.map(({ identity }) => identity);
}

/**
 * Puts marks in the place of identities: whoever sends one again meets the same number, and nothing that is kept leads
 * from the number to anybody. Done again it changes nothing.
 */
export function markIdentities(
  records: Records,
  namespace: OrganizationId,
  identities: readonly Identity[],
  markOf: MarkOf,
): Promise<void> {
  const marks = identities.map((identity) => markOf(namespace, identity));
  const erased = sql`unnest(${identities as string[]}::text[], ${marks}::text[]) AS erased (identity, mark)`;
  return records.organization(namespace, async (trx) => {
    // Sent for the first time while it was being erased, an identity may have been numbered beside its mark.
    await sql`
      DELETE FROM person_identities USING ${erased}
      WHERE namespace = ${namespace} AND person_identities.identity = erased.identity AND EXISTS (
        SELECT FROM person_identities m WHERE m.namespace = ${namespace} AND m.identity = erased.mark)`.execute(
      trx,
    );
    await sql`
      UPDATE person_identities SET identity = erased.mark FROM ${erased}
      WHERE namespace = ${namespace} AND person_identities.identity = erased.identity`.execute(trx);
  });
}

/** Forgets that these messages about money were taken over; an order that is told again is the same order. */
export function forgetMoneyMessages(
  records: Records,
  organizationId: OrganizationId,
  messageIds: readonly string[],
): Promise<void> {
  return records.organization(organizationId, async (trx) => {
    await sql`DELETE FROM money_messages
      WHERE organization_id = ${organizationId} AND message_id = ANY (${messageIds as string[]}::text[])`.execute(
      trx,
    );
  });
}
