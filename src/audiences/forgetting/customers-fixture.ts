/** People who buy as customers do, so that their value can be fitted. */
import { newId, type OrganizationId } from '#kernel/ids';
import { randomOf } from '#science/random';
import type { DeliveryWorld } from '../delivery/delivery-world-fixture.ts';
import { askFit } from '../value/fits-store.ts';
import { fitOrganization } from '../value/keep-value.ts';
import { lifeOf, writePurchases } from '../value/purchases-fixture.ts';

const weekMs = 7 * 86_400_000;
const weeks = 30;
const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

/** Each of them has bought something, and some of them often, in the last weeks. */
export async function buyAsCustomers(
  { world, mine, parts }: DeliveryWorld,
  persons: readonly number[],
): Promise<void> {
  const random = randomOf('customers');
  const firstMs = parts.now() - (weeks + 1) * weekMs;
  const purchases = persons.flatMap((person) =>
    lifeOf(model, weeks, random).map((week) => ({ person, atMs: firstMs + week * weekMs, paid: 9_900 })),
  );
  await writePurchases(world, mine.organizationId, purchases);
}

/** Fits the value of an organisation's customers anew. */
export async function fitCustomers(
  parts: Parameters<typeof fitOrganization>[0],
  organizationId: OrganizationId,
): Promise<void> {
  const id = newId('valueFit');
  await parts.records.organization(organizationId, (trx) =>
    askFit(trx, organizationId, { id, by: 'Ann', at: new Date(parts.now()) }),
  );
  await fitOrganization(parts, organizationId, id, new AbortController().signal);
}
