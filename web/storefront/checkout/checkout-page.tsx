import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckoutView, QuoteView } from '#shop/contract';
import { ApiProblem, request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { cartKey } from '../cart/use-cart.ts';
import { CouponChoice } from '../coupons/coupon-choice.tsx';
import { tellChoice } from '../coupons/tell-choice.ts';
import { walletKey } from '../coupons/use-coupons.ts';
import { AddressChoice } from '../me/address-choice.tsx';
import { useAddresses } from '../me/use-addresses.ts';
import { Bar } from '../ui/bar.tsx';
import { moneyText, Price } from '../ui/price.tsx';
import { Empty, PageFailure, PageWaiting } from '../ui/states.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { forgetBuying, readBuying, renewBuying } from './buying.ts';

type Chosen = { readonly shopId: string; readonly claimedCouponId: string | null };

/** The coupons of a quote, named: what is placed uses what was shown. */
const couponsOf = (quote: QuoteView | undefined): readonly Chosen[] =>
  quote?.shops.map(({ shopId, coupon }) => ({ shopId, claimedCouponId: coupon?.id ?? null })) ?? [];

/** Everything on one page: what, where to, what it costs and why. */
export function CheckoutPage() {
  const { say, language } = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [buying, setBuying] = useState(readBuying);
  const addresses = useAddresses();
  const [chosen, setChosen] = useState<string | null>(null);
  /** Of shops in which another coupon than the best is wanted, or none. */
  const [coupons, setCoupons] = useState<readonly Chosen[]>([]);
  const addressId =
    chosen ?? addresses.data?.find(({ isDefault }) => isDefault)?.id ?? addresses.data?.[0]?.id ?? null;
  const quote = useQuery({
    queryKey: ['quote', buying?.key, addressId, coupons],
    enabled: buying !== null && addresses.isSuccess,
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      request<QuoteView>('/api/storefront/checkouts/quote', {
        body: { ...buying?.what, coupons, ...(addressId ? { addressId } : {}) },
      }),
  });
  const place = useMutation({
    mutationFn: () =>
      request<CheckoutView>('/api/storefront/checkouts', {
        body: { ...buying?.what, addressId, total: quote.data?.total, coupons: couponsOf(quote.data) },
        headers: { 'idempotency-key': buying?.key ?? '' },
      }),
    onSuccess: async ({ id }) => {
      forgetBuying();
      void client.invalidateQueries({ queryKey: cartKey });
      void client.invalidateQueries({ queryKey: [walletKey] });
      await navigate({ to: '/pay/$id', params: { id }, replace: true });
    },
    onError: (error) => {
      // What was not reached may have been placed: it is tried again with the same key.
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) return;
      // Refused: prices, stock or coupons are others now.
      setCoupons([]);
      setBuying(renewBuying());
      void quote.refetch();
    },
  });

  if (!buying)
    return (
      <Empty
        title={say('store.nothingToBuy')}
        text={say('store.nothingToBuyText')}
        to="/"
        action={say('store.toFeed')}
      />
    );
  if (addresses.error && !addresses.data)
    return <PageFailure error={addresses.error} again={() => void addresses.refetch()} />;
  if (quote.error && !quote.data)
    return <PageFailure error={quote.error} again={() => void quote.refetch()} />;
  if (!quote.data) return <PageWaiting />;
  const { shops, goods, discount, postage, total, problems } = quote.data;
  const currency = quote.data.currency ?? 'CNY';
  const money = (minor: number) => moneyText(minor, currency, language);
  return (
    <>
      <Bar title={say('store.confirmOrder')} />
      <AddressChoice addresses={addresses.data ?? []} chosen={addressId} onChoose={setChosen} />
      {shops.map((shop) => (
        <section className="card" key={shop.shopId}>
          <h2>{shop.shopName}</h2>
          {shop.lines.map((line) => (
            <div className="line" key={line.skuId}>
              {line.picture ? <img src={line.picture} alt="" /> : <span className="line-blank" />}
              <div className="line-words">
                <span className="goods-name">{line.name}</span>
                <span className="quiet small">{line.skuName}</span>
                <div className="row">
                  <Price minor={line.price} currency={currency} />
                  <span className="quiet">× {line.quantity}</span>
                </div>
                {line.discounts.map((given) => (
                  <p className="small quiet" key={given.label}>
                    {given.label} −{money(given.amount)} · {say(`store.bearer.${given.bearer}`)}
                  </p>
                ))}
                {problems
                  .filter(({ skuId }) => skuId === line.skuId)
                  .map(({ state, available }) => (
                    <p className="form-error" key={state}>
                      {say(`store.line.${state}`, { count: available })}
                    </p>
                  ))}
              </div>
            </div>
          ))}
          <CouponChoice
            shop={shop}
            currency={currency}
            onChoose={(claimedCouponId) => {
              tellChoice(shop, claimedCouponId);
              setCoupons([
                ...coupons.filter(({ shopId }) => shopId !== shop.shopId),
                { shopId: shop.shopId, claimedCouponId },
              ]);
            }}
          />
        </section>
      ))}
      <section className="card">
        <h2>{say('store.breakdown')}</h2>
        {(
          [
            ['store.goodsSum', money(goods)],
            ['store.discountSum', discount > 0 ? `−${money(discount)}` : money(0)],
            ['store.postageSum', money(postage)],
          ] as const
        ).map(([label, amount]) => (
          <p className="row" key={label} style={{ margin: '4px 0' }}>
            <span className="quiet">{say(label)}</span>
            <span>{amount}</span>
          </p>
        ))}
        <p className="row" style={{ margin: '8px 0 0' }}>
          <b>{say('store.total')}</b>
          <Price minor={total} currency={currency} size={20} />
        </p>
      </section>
      <div className="foot-bar">
        <span style={{ flex: 1 }}>
          <Price minor={total} currency={currency} size={20} />
          {place.error && (
            <p className="form-error" role="alert">
              {refusalText(place.error)}
            </p>
          )}
          {!addressId && <p className="form-error">{say('store.addressNeeded')}</p>}
        </span>
        <button
          type="button"
          className="button button-main"
          disabled={!addressId || problems.length > 0 || place.isPending || quote.isFetching}
          onClick={() => place.mutate()}
        >
          {say('store.placeOrder')}
        </button>
      </div>
    </>
  );
}
