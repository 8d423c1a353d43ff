/** States of an order 订单状态; the words are those of the record. */
export const orderStates = [
  'awaiting_payment',
  'paid',
  'preparing',
  'part_shipped',
  'shipped',
  'completed',
  'cancelled',
  'refunded_before_shipping',
  'refunded_after_shipping',
  'refunded_after_receipt',
] as const;
export type OrderState = (typeof orderStates)[number];

/** How a shop looks through its orders: what is to be done first. */
export const orderTabs = [
  'awaiting_payment',
  'to_ship',
  'part_shipped',
  'shipped',
  'completed',
  'closed',
] as const;
export const statesOfTab: Readonly<Record<(typeof orderTabs)[number], readonly OrderState[]>> = {
  awaiting_payment: ['awaiting_payment'],
  to_ship: ['paid', 'preparing'],
  part_shipped: ['part_shipped'],
  shipped: ['shipped'],
  completed: ['completed'],
  closed: ['cancelled', 'refunded_before_shipping', 'refunded_after_shipping', 'refunded_after_receipt'],
};

/** What may follow what. An import may also bring an order in at any state, since its history lies elsewhere. */
const transitions: Readonly<Record<OrderState, readonly OrderState[]>> = {
  awaiting_payment: ['paid', 'cancelled'],
  paid: ['preparing', 'part_shipped', 'shipped', 'refunded_before_shipping'],
  preparing: ['part_shipped', 'shipped', 'refunded_before_shipping'],
  part_shipped: ['shipped', 'refunded_after_shipping'],
  shipped: ['completed', 'refunded_after_shipping'],
  completed: ['refunded_after_receipt'],
  cancelled: [],
  refunded_before_shipping: [],
  refunded_after_shipping: [],
  refunded_after_receipt: [],
};

export function mayFollow(from: OrderState, to: OrderState): boolean {
  return transitions[from].includes(to);
}

/** The state an order is in once everything of it was given back. */
export function fullyRefunded(from: OrderState): OrderState | null {
  return transitions[from].find((state) => state.startsWith('refunded_')) ?? null;
}

/** When in an order's life a refund fell 退款阶段. */
export type RefundStage = 'before_shipping' | 'after_shipping' | 'after_receipt' | 'unknown';

export function refundStage(
  order: { readonly shippedAtMs: number | null; readonly completedAtMs: number | null },
  refundedAtMs: number,
): RefundStage {
  if (order.completedAtMs !== null && order.completedAtMs <= refundedAtMs) return 'after_receipt';
  if (order.shippedAtMs !== null)
    return order.shippedAtMs <= refundedAtMs ? 'after_shipping' : 'before_shipping';
  return 'unknown';
}

export const carriers = ['live', 'short_video', 'product_card'] as const;
export const sources = [
  'feed',
  'search',
  'mall',
  'shop',
  'showcase',
  'follow',
  'campaign',
  'message',
  'outside',
] as const;
export const accountTypes = ['self', 'partner', 'none'] as const;

/** What led to an order line; its axes are never mixed. `planId` says that it was paid for. */
export type Touch = {
  readonly carrier: (typeof carriers)[number] | null;
  readonly source: (typeof sources)[number] | null;
  readonly accountType: (typeof accountTypes)[number] | null;
  readonly planId: string | null;
  readonly accountId: string | null;
  readonly contentId: string | null;
  readonly roomId: string | null;
  readonly creatorId: string | null;
  readonly requestId: string | null;
  readonly touchSecond: number | null;
};
