import type { OrganizationId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { isImporting } from '#shop';
import type { DeliveryParts } from '../delivery/delivery-parts.ts';
import { eraseTracesOf, type TraceParts } from '../forgetting/erase-traces-of.ts';
import { forgetPeople } from '../forgetting/forget-people.ts';
import { dueErasures, noteErased, noteWaiting } from './erasures-store.ts';
import { allNumbersOf } from './named-people.ts';

export type ErasureParts = DeliveryParts & TraceParts;

/** What is under way when people are erased (a request, a batch that waits for a store) has arrived after this time. */
export const settleMs = 10 * 60_000;

/**
 * Does what is to be done of an organisation's erasures, all at once, because taking many out of what is kept costs as
 * much as taking one. Each step can be done again, so whoever is interrupted begins anew; what names people goes last,
 * because they are found by it.
 */
export async function carryOut(parts: ErasureParts, organizationId: OrganizationId): Promise<void> {
  const { records, now } = parts;
  const within = records.organization;
  const due = await within(organizationId, (trx) => dueErasures(trx, new Date(now() - settleMs)));
  if (due.length === 0) return;
  if (await isImporting(records, organizationId)) {
    // Rows may come of it that name them, and its file cannot go before it was read.
    await within(organizationId, (trx) => noteWaiting(trx, due, 'import'));
    return;
  }
  // Somebody may have turned out to be one of them since.
  const numbers = due.flatMap(({ persons }) => persons);
  const persons = PeopleSet.of(await allNumbersOf(records, organizationId, numbers));
  await forgetPeople(parts, persons);
  await eraseTracesOf(parts, organizationId, persons);
  await within(organizationId, (trx) => noteErased(trx, due, new Date(now())));
}
