import type { Structure } from '#organisations';
import type { KnownShop } from './row-rules.ts';

/** What an import must know of the organisation: whose orders these can be. The oldest shop comes first. */
export type Directory = {
  readonly shops: readonly (KnownShop & { readonly name: string; readonly externalId: string | null })[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly externalId: string | null;
  }[];
  readonly simulated: boolean;
};

export function directoryOf(structure: Structure): Directory {
  const zones = new Map<string, string>(structure.brands.map((brand) => [brand.id, brand.zone]));
  const shops = structure.shops
    .filter((shop) => !shop.archived)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name, externalId, currency, brandId }) => ({
      id,
      name,
      externalId,
      currency,
      zone: zones.get(brandId) ?? structure.organization.zone,
    }));
  return { shops, accounts: structure.accounts, simulated: structure.organization.simulated };
}

/** Every name a shop or account is called by in a file, in lower case. */
export function namesOf<Thing extends { id: string; name: string; externalId: string | null }>(
  things: readonly Thing[],
  shown: (id: string) => string,
): Map<string, Thing> {
  const names = new Map<string, Thing>();
  for (const thing of things) {
    for (const name of [thing.name, thing.externalId, thing.id, shown(thing.id)])
      if (name) names.set(name.toLowerCase(), thing);
  }
  return names;
}
