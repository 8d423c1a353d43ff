import type { AccountId, BrandId, OrganizationId, ShopId } from '#kernel/ids';

/** What a new organisation begins with. Ids may be given, so that a demo world is the same every time. */
export type Founding = {
  readonly organization: {
    readonly id?: OrganizationId;
    readonly name: string;
    readonly zone: string;
    readonly currency: string;
    readonly simulated?: boolean;
  };
  readonly brands?: readonly FoundingBrand[];
};

export type FoundingBrand = {
  readonly id?: BrandId;
  readonly name: string;
  readonly zone?: string;
  readonly shops?: readonly FoundingShop[];
};

export type FoundingShop = {
  readonly id?: ShopId;
  readonly name: string;
  readonly platform?: string;
  readonly currency?: string;
  readonly externalId?: string;
  readonly accounts?: readonly FoundingAccount[];
};

export type FoundingAccount = {
  readonly id?: AccountId;
  readonly name: string;
  readonly role?: 'official' | 'channel';
  readonly accountType?: 'self' | 'partner';
  readonly externalId?: string;
};
