/** Where a parcel goes. Only its shopper sees it whole. */
export type AddressInput = {
  readonly recipient: string;
  readonly phone: string;
  readonly region: string;
  readonly street: string;
  readonly isDefault: boolean;
};
export type AddressView = AddressInput & { readonly id: string };
