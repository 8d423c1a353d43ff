import { asId, nilUuid, type OrganizationId, showId } from '#kernel/ids';
import { creatorNames, type Structure } from '#organisations';
import type { Driver } from './drivers.ts';

/** Names of things by the dimension that they are values of, from whoever knows them. */
export type NamesOf = (
  organizationId: OrganizationId,
  dimension: 'content' | 'plan' | 'product' | 'sku',
  values: readonly string[],
) => Promise<Readonly<Record<string, string>>>;

export type NamedDriver = Omit<Driver, 'accountId' | 'creatorId'> & {
  readonly name: string | null;
  readonly by: string | null;
};

/** What people touched, by the names that records have for it; a live room 直播间 is told by whose it was. */
export async function nameDrivers(
  namesOf: NamesOf,
  structure: Structure,
  drivers: readonly Driver[],
): Promise<NamedDriver[]> {
  const { id: organizationId } = structure.organization;
  const ids = (kind: Driver['kind']) => drivers.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const cards = ids('product_card');
  const [contents, plans, products, skus] = await Promise.all([
    namesOf(organizationId, 'content', ids('content')),
    namesOf(organizationId, 'plan', ids('ad')),
    namesOf(
      organizationId,
      'product',
      cards.flatMap((id) => shownProduct(id) ?? []),
    ),
    namesOf(organizationId, 'sku', cards),
  ]);
  const accounts = new Map<string, string>(structure.accounts.map(({ id, name }) => [id, name]));
  const creators = creatorNames(structure);
  const nameOf = ({ kind, id }: Driver): string | null => {
    if (kind === 'content') return contents[id] ?? null;
    if (kind === 'ad') return plans[id] ?? null;
    if (kind === 'product_card') return products[shownProduct(id) ?? ''] ?? skus[id] ?? null;
    return null;
  };
  const byOf = ({ kind, accountId, creatorId }: Driver): string | null => {
    if (kind !== 'content' && kind !== 'live') return null;
    return accounts.get(accountId) ?? creators.get(creatorId) ?? (creatorId === '' ? null : creatorId);
  };
  return drivers.map((driver) => {
    const { accountId, creatorId, ...told } = driver;
    return { ...told, name: nameOf(driver), by: byOf(driver) };
  });
}

/** A card without a SKU is told by its product, which events carry by its raw id. */
function shownProduct(id: string): string | null {
  if (id === nilUuid || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return showId('product', asId('product', id));
}
