/** Topic of impressions and charges that are durable; payload of `Delivered`, which rows to read again. */
export const deliveredTopic = 'ads.delivered';
export type Delivered = {
  readonly impressions: readonly { readonly planId: string; readonly requestId: string }[];
  readonly charges: readonly string[];
};

/** Topic of order lines that an ad led to, new or changed; payload of `Attributed`. */
export const attributedTopic = 'ads.attributed';
export type Attributed = {
  readonly lineIds: readonly string[];
};
