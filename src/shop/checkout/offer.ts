import type { LineState } from './checkout-contract.ts';

/** One SKU as it is for sale now. */
export type Offer = {
  readonly skuId: string;
  readonly organizationId: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly currency: string;
  readonly productId: string;
  /** The seller's own number of the SKU. */
  readonly code: string;
  readonly name: string;
  readonly skuName: string;
  /** Address of the first picture. */
  readonly picture: string | null;
  readonly price: number;
  readonly listPrice: number | null;
  /** Neither sold nor promised. */
  readonly available: number;
  readonly onShelf: boolean;
};

export type Offers = ReadonlyMap<string, Offer>;

/** Whether so many may be bought, and if not, why. */
export function lineStateOf(offer: Offer | undefined, quantity: number): LineState {
  if (!offer?.onShelf) return 'off_shelf';
  if (offer.available <= 0) return 'sold_out';
  return offer.available < quantity ? 'short' : 'ok';
}

/** What an order line is called: the product, and which of its SKUs. */
export function titleOf(offer: Offer): string {
  return (offer.skuName ? `${offer.name} ${offer.skuName}` : offer.name).slice(0, 500);
}
