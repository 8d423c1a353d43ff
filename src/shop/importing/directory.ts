import type { KnownShop } from './order-row.ts';

/** What an import must know of the organisation: whose orders these can be. */
export type Directory = {
  readonly shops: readonly (KnownShop & { readonly name: string; readonly externalId: string | null })[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly externalId: string | null;
  }[];
  readonly simulated: boolean;
};

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
