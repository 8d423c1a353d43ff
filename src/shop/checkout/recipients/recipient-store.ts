import { sql } from 'kysely';
import { z } from 'zod';
import type { OrganizationId } from '#kernel/ids';
import { type AuditEntry, writeAudit } from '#organisations';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import type { RecipientView } from '../checkout-contract.ts';

/** What an address holds under its seal; anything else in it is of no use for a parcel. */
const sealedAddress = z.object({
  recipient: z.string(),
  phone: z.string(),
  region: z.string(),
  street: z.string(),
});

/**
 * Who an order goes to. The key lies with the shopper, whom no organisation may read, so the market opens it:
 * only for an order of the asking organisation, and only together with an entry in its audit log. Null when
 * there is no such order, it has no recipient, or the shopper was erased.
 */
export function revealRecipient(
  records: Records,
  sealing: Sealing,
  organizationId: OrganizationId,
  orderId: string,
  entry: AuditEntry,
): Promise<RecipientView | null> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ key: Buffer; sealed: Buffer }>`
      SELECT c.sealed_with AS key, o.sealed_recipient AS sealed FROM orders o JOIN shoppers c ON c.id = o.shopper_id
      WHERE o.id = ${orderId} AND o.organization_id = ${organizationId} AND o.sealed_recipient IS NOT NULL
        AND c.sealed_with IS NOT NULL`.execute(trx);
    const [row] = rows;
    if (!row) return null;
    await writeAudit(trx, entry);
    return sealedAddress.parse(JSON.parse(sealing.open(row.key, row.sealed)));
  });
}
