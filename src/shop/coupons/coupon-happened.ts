import { type Ingest, shopperSender } from '#events';
import { type OrganizationId, showId } from '#kernel/ids';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import type { Touch } from '../orders/order.ts';

/** Payload of the outbox topic `coupons.happened`: everything the event says, so that it says the same when repeated. */
export type CouponHappened = {
  readonly event: 'Coupon Claimed' | 'Coupon Applied' | 'Coupon Denied';
  readonly claimedId: string;
  readonly couponId: string;
  readonly shopId: string;
  /** The order that a coupon was applied to. */
  readonly orderId: string | null;
  /** These four were not always said: messages of before lack them. */
  readonly couponName?: string;
  /** Which attempt at a checkout refused it: the same one sent again is the same event. */
  readonly occasion?: string | null;
  /** Why it was refused. */
  readonly reason?: string | null;
  /** What led to the first line that it took something off. */
  readonly touch?: Touch | null;
  readonly person: number;
  readonly simulated: boolean;
  readonly atMs: number;
};

export const couponsHappened = 'coupons.happened';

/**
 * Writes the event of every claim, of every order placed with a coupon and of every one refused at a checkout, to the spine. The message was committed
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

function eventFor(happened: CouponHappened): object {
  const { event, claimedId, couponId, shopId, orderId, couponName, occasion, reason, touch } = happened;
  return {
    type: 'track',
    event,
    messageId: `${event} ${claimedId} ${orderId ?? occasion ?? ''}`.trim(),
    timestamp: new Date(happened.atMs).toISOString(),
    // Who it was is the sender’s person number; no organisation learns more of a shopper.
    anonymousId: 'shopper',
    properties: {
      coupon_id: showId('coupon', couponId),
      shop_id: shopId,
      ...(couponName ? { coupon_name: couponName } : {}),
      ...(orderId === null ? {} : { order_id: showId('order', orderId) }),
      ...(reason ? { reason } : {}),
      ...(touch ? touchProperties(touch) : {}),
    },
  };
}

function touchProperties(touch: Touch): Readonly<Record<string, unknown>> {
  const properties = {
    carrier: touch.carrier,
    source: touch.source,
    account_type: touch.accountType,
    plan_id: touch.planId,
    account_id: touch.accountId,
    content_id: touch.contentId,
    room_id: touch.roomId,
    creator_id: touch.creatorId,
    request_id: touch.requestId,
    touch_second: touch.touchSecond,
  };
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
