import { type Ingest, shopperSender } from '#events';
import { type OrganizationId, showId } from '#kernel/ids';
import type { OutboxMessage, Subscriber } from '#platform/outbox';

/** Payload of the outbox topic `coupons.happened`: everything the event says, so that it says the same when repeated. */
export type CouponHappened = {
  readonly event: 'Coupon Claimed' | 'Coupon Applied';
  readonly claimedId: string;
  readonly couponId: string;
  readonly shopId: string;
  /** The order that a coupon was applied to. */
  readonly orderId: string | null;
  readonly person: number;
  readonly simulated: boolean;
  readonly atMs: number;
};

export const couponsHappened = 'coupons.happened';

/**
 * Writes the event of every claim, and of every order placed with a coupon, to the spine. The message was committed
 * with what it tells of and its event has a name of its own, so records and events agree.
 */
export function couponEventsSubscriber({ ingest }: { readonly ingest: Ingest }): Subscriber {
  return {
    name: 'coupon-events',
    topics: [couponsHappened],
    batchMax: 500,
    handle: async (messages) => {
      const bySender = Map.groupBy(messages, senderKey);
      for (const own of bySender.values()) {
        const [first] = own;
        if (!first) continue;
        const sender = shopperSender(first.organizationId, happenedIn(first));
        const { refused } = await ingest({
          sender,
          events: own.map((message) => eventFor(happenedIn(message))),
          keepsRefused: false,
        });
        // What is written here is made here: a refusal is a bug, and trying again would not mend it.
        if (refused[0]) throw new Error(`An event of a coupon was refused: ${refused[0].refusal.code}`);
      }
    },
  };
}

const happenedIn = ({ payload }: OutboxMessage): CouponHappened => payload as CouponHappened;
const senderKey = (message: OutboxMessage) =>
  `${message.organizationId satisfies OrganizationId} ${happenedIn(message).person}`;

function eventFor({ event, claimedId, couponId, shopId, orderId, atMs }: CouponHappened): object {
  return {
    type: 'track',
    event,
    messageId: `${event} ${claimedId} ${orderId ?? ''}`.trim(),
    timestamp: new Date(atMs).toISOString(),
    // Who it was is the sender’s person number; no organisation learns more of a shopper.
    anonymousId: 'shopper',
    properties: {
      coupon_id: showId('coupon', couponId),
      shop_id: shopId,
      ...(orderId === null ? {} : { order_id: orderId }),
    },
  };
}
