import type { OrderView } from '#shop/contract';
import { type Say, useSay } from '../language/language.tsx';

type Step = { readonly at: string; readonly text: string };
type Props = {
  readonly order: OrderView;
  readonly at: (instant: string | null) => string;
  readonly money: (value: number) => string;
};

/** What happened to an order, in the order in which it happened. */
export function OrderCourse({ order, at, money }: Props) {
  const say = useSay();
  return (
    <section>
      <h3>{say('order.course')}</h3>
      <ol className="order-course">
        {stepsOf(order, say, money).map((step) => (
          <li key={`${step.at} ${step.text}`}>
            <span>{step.text}</span>
            <time className="quiet" dateTime={step.at}>
              {at(step.at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(order: OrderView, say: Say, money: Props['money']): Step[] {
  const step = (at: string | null, text: string): Step[] => (at === null ? [] : [{ at, text }]);
  const cancelled =
    order.cancelReason === 'timeout'
      ? say('order.cancelledTimeout')
      : order.cancelReason === 'shopper'
        ? say('order.cancelledShopper')
        : say('order.cancelled');
  return [
    ...step(order.orderedAt, say('order.course.ordered')),
    ...step(order.paidAt, say('order.course.paid')),
    ...step(order.cancelledAt, cancelled),
    ...order.shipments.flatMap((shipment) =>
      step(
        shipment.shippedAt,
        say('order.parcel', { carrier: shipment.carrier, number: shipment.trackingNumber }),
      ),
    ),
    ...step(order.shippedAt, say('order.shippedAt')),
    ...order.refunds.flatMap((refund) => [
      ...step(refund.requestedAt, say('order.refundAsked')),
      ...(refund.decision === 'refused' ? step(refund.decidedAt, say('order.refundRefused')) : []),
      ...(refund.state === 'failed' && refund.decision === 'approved'
        ? step(refund.refundedAt, say('order.refundFailed'))
        : []),
      ...(refund.state === 'succeeded'
        ? step(refund.refundedAt, say('order.refundGiven', { amount: money(refund.amount) }))
        : []),
    ]),
    ...step(order.completedAt, say('order.completedAt')),
  ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
