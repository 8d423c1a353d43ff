import type { Channel } from './channels-data.ts';
import type { DemoProduct } from './products.ts';

/** Where one visit takes place: what all its events, and the order it may lead to, have in common. */
export type Scene = {
  readonly channel: Channel;
  readonly shop: string;
  readonly account: string | null;
  readonly creator: string | null;
  readonly contentId: string | null;
  readonly roomId: string | null;
  readonly planId: string | null;
  readonly requestId: string;
  /** When the live or the video began for the visitor's clock; null for product cards. */
  readonly contentStartMs: number | null;
  /** A shopper's id, or that of a visitor who did not sign in. */
  readonly visitor: string;
  readonly signedIn: boolean;
};

export type EventName =
  | 'Live Entered'
  | 'Live Left'
  | 'Live Commented'
  | 'Content Played'
  | 'Content Liked'
  | 'Content Shared'
  | 'Content Favorited'
  | 'Account Followed'
  | 'Products Searched'
  | 'Product List Viewed'
  | 'Product Impression'
  | 'Product Clicked'
  | 'Product Viewed'
  | 'Product Added';

export type WorldEvent = {
  readonly name: EventName;
  readonly atMs: number;
  readonly product: DemoProduct | null;
  readonly position: number | null;
  readonly watchMs: number | null;
  /** How long what was played is. */
  readonly durationMs: number | null;
  readonly query: string | null;
};

export type WorldVisit = { readonly scene: Scene; readonly events: readonly WorldEvent[] };

export type WorldOrderLine = {
  readonly product: DemoProduct;
  readonly quantity: number;
  readonly userPaidFen: number;
  readonly platformSubsidyFen: number;
  readonly creatorSubsidyFen: number;
  readonly paymentSubsidyFen: number;
  readonly refund: { readonly amountFen: number; readonly quantity: number; readonly atMs: number } | null;
};

export type WorldOrder = {
  readonly id: string;
  readonly scene: Scene;
  readonly buyer: string;
  readonly orderedAtMs: number;
  readonly paidAtMs: number | null;
  readonly shippedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly status:
    | 'paid'
    | 'preparing'
    | 'shipped'
    | 'completed'
    | 'cancelled'
    | 'refunded_before_shipping'
    | 'refunded_after_shipping'
    | 'refunded_after_receipt';
  readonly lines: readonly WorldOrderLine[];
};

export function touchSecond(scene: Scene, atMs: number): number | null {
  return scene.contentStartMs === null ? null : Math.max(0, Math.round((atMs - scene.contentStartMs) / 1000));
}

/** 成交金额: what the shopper paid and what others than the shop bore of the price. */
export function gmvFen(line: WorldOrderLine): number {
  return line.userPaidFen + line.platformSubsidyFen + line.creatorSubsidyFen + line.paymentSubsidyFen;
}
