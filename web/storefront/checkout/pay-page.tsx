import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CheckoutView, TestOutcome } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Price } from '../ui/price.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';

const askAgainMs = 1_000;
const outcomes = ['succeed', 'fail', 'late', 'twice', 'silent'] as const satisfies readonly TestOutcome[];

/** Waits for the money: the provider's word counts, not this page's, so it asks until the order says so. */
export function PayPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { say } = useLanguage();
  const refusalText = useRefusalText();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('succeed');
  const checkout = useQuery({
    queryKey: ['checkout', id],
    queryFn: () => request<CheckoutView>(`/api/storefront/checkouts/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'awaiting_payment' ? askAgainMs : false),
  });
  const pay = useMutation({
    mutationFn: () =>
      request<CheckoutView>(`/api/storefront/checkouts/${id}/pay`, { body: { provider: 'test', outcome } }),
    onSettled: () => checkout.refetch(),
  });
  if (checkout.error && !checkout.data)
    return <PageFailure error={checkout.error} again={() => void checkout.refetch()} />;
  if (!checkout.data) return <PageWaiting />;
  const { state, total, currency, expiresAt, payments, orders } = checkout.data;
  const last = payments.at(-1);
  const isPending = last?.state === 'pending';
  if (state !== 'awaiting_payment')
    return (
      <>
        <Bar title={say(`store.checkoutState.${state}`)} />
        <div className="state">
          <h2>{say(`store.checkoutState.${state}`)}</h2>
          <Price minor={total} currency={currency} size={28} />
          <p>{say(`store.checkoutText.${state}`)}</p>
          {orders.length === 1 && orders[0] ? (
            <Link to="/orders/$id" params={{ id: orders[0].id }} className="button button-main">
              {say('store.seeOrder')}
            </Link>
          ) : (
            <Link to="/orders" className="button button-main">
              {say('store.seeOrders')}
            </Link>
          )}
          <Link to="/" className="button">
            {say('store.toFeed')}
          </Link>
        </div>
      </>
    );
  return (
    <>
      <Bar title={say('store.pay')} />
      <div className="state">
        <Price minor={total} currency={currency} size={34} />
        <Countdown until={expiresAt} />
        {last?.state === 'failed' && (
          <p className="form-error" role="alert">
            {say('store.paymentFailed')}
          </p>
        )}
        {isPending && <p aria-live="polite">{say('store.paymentPending')}</p>}
        {pay.error && (
          <p className="form-error" role="alert">
            {refusalText(pay.error)}
          </p>
        )}
      </div>
      <section className="card">
        <label className="field">
          <span>{say('store.testProvider')}</span>
          <select
            value={outcome}
            onChange={(event) => setOutcome(outcomes.find((one) => one === event.target.value) ?? 'succeed')}
          >
            {outcomes.map((one) => (
              <option key={one} value={one}>
                {say(`store.outcome.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button button-main button-wide"
          onClick={() => pay.mutate()}
          disabled={pay.isPending || isPending}
        >
          {say('store.payNow')}
        </button>
      </section>
    </>
  );
}

function Countdown({ until }: { until: string }) {
  const { say } = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / 1_000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p>{say('store.payWithin', { time: text })}</p>;
}
