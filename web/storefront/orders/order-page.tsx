import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { PurchaseView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { dateLocaleOf } from '../../ui/language/messages.ts';
import { Bar } from '../ui/bar.tsx';
import { moneyText, Price } from '../ui/price.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { RefundSheet } from './refund-sheet.tsx';

export function OrderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { say } = useLanguage();
  const toast = useToast();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const [refunding, setRefunding] = useState(false);
  const key = ['order', id];
  const order = useQuery({
    queryKey: key,
    queryFn: () => request<PurchaseView>(`/api/storefront/orders/${id}`),
    staleTime: 0,
    refetchInterval: 10_000,
  });
  const act = useMutation({
    mutationFn: ({ verb, version }: { verb: 'cancel' | 'receive'; version: number }) =>
      request<PurchaseView>(`/api/storefront/orders/${id}/${verb}`, { body: { version } }),
    onSuccess: (now) => client.setQueryData(key, now),
    onError: (error) => {
      toast(refusalText(error));
      void order.refetch();
    },
  });
  if (order.error && !order.data)
    return <PageFailure error={order.error} again={() => void order.refetch()} />;
  if (!order.data) return <PageWaiting />;
  const { data } = order;
  const button = (label: string, run: () => void, main = false) => (
    <button
      type="button"
      className={`button ${main ? 'button-main' : ''}`}
      onClick={run}
      disabled={act.isPending}
    >
      {label}
    </button>
  );
  return (
    <>
      <Bar title={say('store.order')} />
      <section className="card">
        <h2>{say(`store.orderState.${data.state as 'paid'}`)}</h2>
        <Times order={data} />
      </section>
      <section className="card">
        <h2>
          <Link to="/s/$id" params={{ id: data.shopId }}>
            {data.shopName}
          </Link>
        </h2>
        {data.lines.map((line) => (
          <OrderLine key={line.id} line={line} currency={data.currency} />
        ))}
        <Discounts order={data} />
        <p className="row" style={{ margin: 0 }}>
          <span>{say('store.total')}</span>
          <Price minor={data.total} currency={data.currency} size={18} />
        </p>
        {data.refunded > 0 && (
          <p className="row" style={{ margin: '4px 0 0' }}>
            <span className="quiet">{say('store.refunded')}</span>
            <Price minor={data.refunded} currency={data.currency} />
          </p>
        )}
      </section>
      <Parcels order={data} />
      <Refunds order={data} />
      <p className="card small quiet" style={{ overflowWrap: 'anywhere' }}>
        {say('store.orderNumber')} {data.id}
      </p>
      <div className="foot-bar" style={{ justifyContent: 'flex-end', flexWrap: 'wrap' }}>
        {data.can.cancel &&
          button(say('store.cancelOrder'), () => act.mutate({ verb: 'cancel', version: data.version }))}
        {data.can.refund && button(say('store.askRefund'), () => setRefunding(true))}
        {data.can.receive &&
          button(say('store.received'), () => act.mutate({ verb: 'receive', version: data.version }), true)}
        {data.can.pay && (
          <Link to="/pay/$id" params={{ id: data.checkoutId }} className="button button-main">
            {say('store.payNow')}
          </Link>
        )}
      </div>
      {refunding && (
        <RefundSheet
          order={data}
          onClose={() => setRefunding(false)}
          onAsked={(now) => {
            client.setQueryData(key, now);
            setRefunding(false);
            toast(say('store.refundAsked'));
          }}
        />
      )}
    </>
  );
}

/** What the goods cost, and what each coupon took off them with who bears it; nothing where nothing was taken off. */
function Discounts({ order }: { order: PurchaseView }) {
  const { say, language } = useLanguage();
  if (order.discount === 0) return null;
  const money = (minor: number) => moneyText(minor, order.currency, language);
  const given = order.lines.flatMap(({ discounts }) => discounts);
  return (
    <>
      <p className="row" style={{ margin: '4px 0' }}>
        <span className="quiet">{say('store.goodsSum')}</span>
        <span>{money(order.total + order.discount)}</span>
      </p>
      {[...Map.groupBy(given, ({ label, bearer }) => `${label} · ${say(`store.bearer.${bearer}`)}`)].map(
        ([label, parts]) => (
          <p className="row" key={label} style={{ margin: '4px 0' }}>
            <span className="quiet">{label}</span>
            <span className="unbroken">−{money(parts.reduce((sum, { amount }) => sum + amount, 0))}</span>
          </p>
        ),
      )}
      {order.state === 'refunded_before_shipping' && (
        <p className="small quiet" style={{ margin: '4px 0' }}>
          {say('store.couponBack')}
        </p>
      )}
    </>
  );
}

function OrderLine({ line, currency }: { line: PurchaseView['lines'][number]; currency: string }) {
  const name = <span className="goods-name">{line.name}</span>;
  return (
    <div className="line">
      {line.picture ? <img src={line.picture} alt="" /> : <span className="line-blank" />}
      <div className="line-words">
        {line.productId ? (
          <Link to="/p/$id" params={{ id: line.productId }}>
            {name}
          </Link>
        ) : (
          name
        )}
        <div className="row">
          <Price minor={line.paid} currency={currency} />
          <span className="quiet">× {line.quantity}</span>
        </div>
      </div>
    </div>
  );
}

function useTimeText() {
  const { language } = useLanguage();
  const form = new Intl.DateTimeFormat(dateLocaleOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (instant: string) => form.format(new Date(instant));
}

function Times({ order }: { order: PurchaseView }) {
  const { say } = useLanguage();
  const time = useTimeText();
  const steps = [
    ['store.orderedAt', order.orderedAt],
    ['store.paidAt', order.paidAt],
    ['store.shippedAt', order.shippedAt],
    ['store.completedAt', order.completedAt],
    ['store.cancelledAt', order.cancelledAt],
  ] as const;
  return (
    <ul className="small quiet" style={{ margin: 0, paddingLeft: 18 }}>
      {steps.map(([label, at]) => (at ? <li key={label}>{say(label, { time: time(at) })}</li> : null))}
    </ul>
  );
}

function Parcels({ order }: { order: PurchaseView }) {
  const { say } = useLanguage();
  const time = useTimeText();
  if (order.shipments.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('store.parcels')}</h2>
      {order.shipments.map((shipment) => (
        <p key={shipment.id} className="small" style={{ margin: '4px 0' }}>
          {shipment.carrier} <b>{shipment.trackingNumber}</b>{' '}
          <span className="quiet">{time(shipment.shippedAt)}</span>
        </p>
      ))}
    </section>
  );
}

function Refunds({ order }: { order: PurchaseView }) {
  const { say, language } = useLanguage();
  if (order.refunds.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('store.refunds')}</h2>
      {order.refunds.map((refund) => (
        <p key={refund.id} className="small" style={{ margin: '6px 0' }}>
          <b>{moneyText(refund.amount, order.currency, language)}</b>{' '}
          {say(refund.decision === 'refused' ? 'store.refundRefused' : `store.refundState.${refund.state}`)}
          {refund.reason && <span className="quiet"> · {refund.reason}</span>}
          {refund.decisionNote && <span style={{ display: 'block' }}>{refund.decisionNote}</span>}
        </p>
      ))}
    </section>
  );
}
