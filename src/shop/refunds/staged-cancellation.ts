/** A cancellation as it stands in an import's staging; `key` tells its row from all others. */
export type StagedCancellation = {
  readonly order_id: string;
  readonly shop_id: string;
  readonly external_id: string;
  readonly key: string;
  readonly sku: string;
  readonly product_id: string;
  readonly quantity: number;
  readonly amount: number;
  readonly currency: string;
  readonly buyer: number | null;
  readonly at: Date;
};
