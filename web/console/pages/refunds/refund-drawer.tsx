import { useQuery } from '@tanstack/react-query';
import type { RefundView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { Facts } from '../../../ui/explain/facts.tsx';
import { OrderDetail } from '../../../ui/explain/order-detail.tsx';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { DecideForm } from './decide-form.tsx';
import { refundStanding } from './refund-standing.ts';

/** One refund: what is asked for and why, the answer to give, and the order it belongs to. */
export function RefundDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['refunds', 'one', id],
    queryFn: ({ signal }) => request<RefundView>(`/api/refunds/${encodeURIComponent(id)}`, { signal }),
  });
  return (
    <Dialog shape="side" title={say('refunds.one')} onClose={onClose}>
      {query.data ? (
        <Refund refund={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : (
        <Bones height={48} count={5} />
      )}
    </Dialog>
  );
}

function Refund({ refund }: { refund: RefundView }) {
  const { say, language } = useLanguage();
  const { zone, may } = useScope();
  const nameOf = useValueNames();
  const money = (value: number) => fullNumber(value, { unit: 'money', currency: refund.currency, language });
  const standing = refundStanding(refund);
  const facts: readonly (readonly [string, string | null])[] = [
    [say('order.state'), say(`refunds.standing.${standing.word}`)],
    [say('refunds.by'), say(`refunds.by.${refund.requestedBy}`)],
    [say('refunds.asked'), instantText(refund.requestedAt, zone, language)],
    [say('refunds.stage'), nameOf('refund_stage', refund.stage)],
    [say('refunds.decidedBy'), refund.decidedBy],
    [say('refunds.note'), refund.decisionNote],
    [say('refunds.failure'), refund.failure],
  ];
  return (
    <div className="refund">
      <div className="explain">
        <div className="explain-value">
          <strong className="number">{money(refund.amount)}</strong>
          <span>{refund.reason}</span>
        </div>
        <ul className="order-lines">
          {refund.lines.map((line) => (
            <li key={line.orderLineId}>
              <span>
                {line.title} × {line.quantity}
              </span>
              <span className="number">{money(line.amount)}</span>
            </li>
          ))}
        </ul>
        <Facts facts={facts} />
        {standing.word === 'waiting' && may('orders:write') ? (
          <DecideForm refund={refund} key={refund.version} />
        ) : null}
        <h3>{say('order.title')}</h3>
      </div>
      <OrderDetail id={refund.orderId} />
    </div>
  );
}
