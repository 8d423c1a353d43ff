import { Tag } from '@douyinfe/semi-ui-19';
import type { OrderView } from '#shop/contract';
import { PageLink } from '../address/page-link.tsx';
import { useOrder } from '../api/orders.ts';
import { useLanguage } from '../language/language.tsx';
import { fullNumber } from '../metric/number-text.ts';
import { instantText } from '../metric/time-text.ts';
import { useValueNames } from '../metric/value-names.ts';
import { useScope } from '../shell/scope.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { Bones } from '../state/skeletons.tsx';
import { Facts } from './facts.tsx';
import { OrderCourse } from './order-course.tsx';
import { OrderParcels } from './order-parcels.tsx';

/** One order: what was bought, what led to it, what was paid and what went back. */
export function OrderDetail({ id }: { id: string }) {
  const order = useOrder(id);
  if (!order.data)
    return order.error ? (
      <ErrorState error={order.error} onRetry={order.refetch} />
    ) : (
      <Bones height={48} count={5} />
    );
  return <Order order={order.data} />;
}

function Order({ order }: { order: OrderView }) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const nameOf = useValueNames();
  const money = (value: number) => fullNumber(value, { unit: 'money', currency: order.currency, language });
  const at = (instant: string | null) => (instant ? instantText(instant, zone, language) : '–');
  const facts: readonly (readonly [string, string])[] = [
    [say('order.id'), order.id],
    [say('order.externalId'), order.externalId ?? '–'],
    [say('order.shop'), nameOf('shop', order.shopId)],
    [say('order.customer'), order.customer ?? '–'],
    [say('order.orderedAt'), at(order.orderedAt)],
    [say('order.paidAt'), at(order.paidAt)],
    [say('order.origin'), nameOf('origin', order.origin)],
    [say('order.state'), nameOf('order_state', order.state)],
  ];
  return (
    <div className="explain">
      <div className="explain-value">
        <strong className="number">{money(order.gmv)}</strong>
        <span className="quiet number">
          {say('order.sums', { paid: money(order.userPaid), refunded: money(order.refunded) })}
        </span>
        {order.simulated ? <Tag color="amber">{say('shell.simulated')}</Tag> : null}
      </div>
      <Facts facts={facts} />
      <section>
        <h3>{say('order.lines')}</h3>
        <ul className="order-lines">
          {order.orderLines.map((line) => (
            <li key={line.id}>
              <div>
                <strong>{line.title}</strong>
                <span className="quiet">
                  {[
                    `${line.sku} × ${line.quantity}`,
                    line.toShip > 0 ? say('order.toShip', { quantity: line.toShip }) : null,
                    line.shippedQuantity > 0
                      ? say('order.shippedQuantity', { quantity: line.shippedQuantity })
                      : null,
                  ]
                    .filter((text) => text !== null)
                    .join(' · ')}
                </span>
                <Touch touch={line.touch} />
              </div>
              <div className="number order-line-money">
                {money(line.gmv)}
                {line.discounts.map(({ label, amount, bearer }) => (
                  <span className="quiet" key={label}>
                    {label} −{money(amount)} · {say(`store.bearer.${bearer}`)}
                  </span>
                ))}
                {line.refunded > 0 ? (
                  <span className="quiet">{say('order.refunded', { amount: money(line.refunded) })}</span>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      </section>
      <OrderParcels shipments={order.shipments} at={at} />
      <section>
        <h3>{say('order.payments')}</h3>
        <ul className="order-lines">
          {order.payments.map((payment) => (
            <li key={payment.id}>
              <span>
                {nameOf('provider', payment.provider)} · {at(payment.paidAt)}
              </span>
              <span className="number">{money(payment.amount)}</span>
            </li>
          ))}
        </ul>
      </section>
      {order.refunds.length > 0 ? (
        <section>
          <h3>{say('order.refunds')}</h3>
          <ul className="order-lines">
            {order.refunds.map((refund) => (
              <li key={refund.id}>
                <span>
                  {nameOf('refund_stage', refund.stage)} ·{' '}
                  {refund.decision === 'refused'
                    ? say('order.refundRefused')
                    : nameOf('refund_state', refund.state)}{' '}
                  · {at(refund.refundedAt)}
                  {refund.reason ? <span className="quiet"> · {refund.reason}</span> : null}
                </span>
                <span className="number">{money(refund.amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <OrderCourse order={order} at={at} money={money} />
    </div>
  );
}

type Touched = OrderView['orderLines'][number]['touch'];

/** What led to a line; three times "not known" would tell no more than once. */
function Touch({ touch }: { touch: Touched }) {
  const { say } = useLanguage();
  const { may } = useScope();
  const nameOf = useValueNames();
  const { carrier, source, accountType, planId, accountId } = touch;
  if (!(carrier || source || planId || accountId))
    return <span className="quiet">{say('order.touchUnknown')}</span>;
  const words = [
    nameOf('carrier', carrier),
    nameOf('source', source),
    nameOf('account_type', accountType),
    accountId ? nameOf('account', accountId) : null,
  ];
  const isOurs = planId?.startsWith('pln_') && may('ads:read');
  return (
    <span className="quiet">
      {words.filter((text) => text !== null).join(' · ')}
      {planId ? ' · ' : ''}
      {planId && isOurs ? (
        <PageLink to={`/ads/plans/${planId}`}>{say('order.planLink')}</PageLink>
      ) : planId ? (
        say('order.plan', { plan: nameOf('plan', planId) })
      ) : null}
    </span>
  );
}
