import { showId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Places } from './sender.ts';

const remembered = new WeakMap<Structure, Places>();

/** Of the market itself, where no shop is meant. */
export const marketPlaces: Places = {
  shops: new Map(),
  accounts: new Map(),
  firstShopId: null,
  currency: '',
  isSimulated: false,
};

/** Look-up tables of a structure; the same structure is answered with the same tables. */
export function placesOf(structure: Structure): Places {
  const known = remembered.get(structure);
  if (known) return known;
  const shops = new Map<string, { shopId: string; brandId: string }>();
  const accounts = new Map<string, { accountId: string; shopId: string }>();
  for (const { id, brandId, externalId } of structure.shops) {
    const place = { shopId: id, brandId };
    if (externalId !== null) shops.set(externalId, place);
    shops.set(id, place).set(showId('shop', id), place);
  }
  for (const { id, shopId, externalId } of structure.accounts) {
    const place = { accountId: id, shopId };
    if (externalId !== null) accounts.set(externalId, place);
    accounts.set(id, place).set(showId('account', id), place);
  }
  const { currency, simulated } = structure.organization;
  // Ids begin with the time they were made.
  const inUse = structure.shops.filter((shop) => !shop.archived).map(({ id }) => id as string);
  const firstShopId = inUse.sort()[0] ?? null;
  const places: Places = { shops, accounts, firstShopId, currency, isSimulated: simulated };
  remembered.set(structure, places);
  return places;
}
