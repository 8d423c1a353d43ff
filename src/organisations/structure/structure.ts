import type { AccountId, BrandId, OrganizationId, ShopId } from '#kernel/ids';

/** Brands, shops and content accounts of one organisation, archived ones included: their history counts. */
export type Structure = {
  readonly organization: {
    readonly id: OrganizationId;
    readonly name: string;
    readonly zone: string;
    readonly currency: string;
    readonly simulated: boolean;
  };
  readonly brands: readonly Brand[];
  readonly shops: readonly Shop[];
  readonly accounts: readonly Account[];
};

export type Brand = {
  readonly id: BrandId;
  readonly name: string;
  readonly zone: string;
  readonly archived: boolean;
};

export type Shop = {
  readonly id: ShopId;
  readonly name: string;
  readonly brandId: BrandId;
  readonly platform: string;
  readonly currency: string;
  readonly externalId: string | null;
  readonly archived: boolean;
};

export type Account = {
  readonly id: AccountId;
  readonly name: string;
  readonly shopId: ShopId;
  readonly role: string;
  readonly accountType: string;
  readonly externalId: string | null;
  readonly archived: boolean;
};

/**
 * The zone whose days and weeks a question about these brands means: the brand's own when there is exactly
 * one, the organisation's for several, none, or a brand that is not the organisation's.
 */
export function zoneOfBrands(structure: Structure, brandIds: readonly string[] = []): string {
  const only = brandIds.length === 1 ? brandIds[0] : undefined;
  const brand = structure.brands.find(({ id }) => id === only);
  return brand?.zone ?? structure.organization.zone;
}

/**
 * Names of creators 达人 by the id that touches and events carry: one of our accounts, or the id that an account has at its
 * platform. Whoever sells from outside and is no account here has no name.
 */
export function creatorNames({ accounts }: Pick<Structure, 'accounts'>): ReadonlyMap<string, string> {
  return new Map(
    accounts.flatMap(({ id, externalId, name }): [string, string][] =>
      externalId === null
        ? [[id, name]]
        : [
            [externalId, name],
            [id, name],
          ],
    ),
  );
}
