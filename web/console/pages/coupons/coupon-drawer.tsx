import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CouponView } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { useCouponWords } from '../../../ui/coupons/coupon-words.ts';
import { Facts } from '../../../ui/explain/facts.tsx';
import { ConfirmByName } from '../../../ui/form/confirm-by-name.tsx';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { CouponForm } from './coupon-form.tsx';
import { CouponState } from './coupon-state.tsx';
import { useCouponMove } from './use-coupon-acts.ts';

/** Claims arrive while somebody looks. */
const refetchMs = 10_000;

/** One coupon: what it is, what became of it, and what can be done about it. */
export function CouponDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { say } = useLanguage();
  const [act, setAct] = useState<'edit' | 'end' | null>(null);
  const query = useQuery({
    queryKey: ['coupons', 'one', id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<CouponView>(`/api/coupons/${encodeURIComponent(id)}`, { signal }),
  });
  const coupon = query.data;
  const close = () => setAct(null);
  return (
    <>
      <Dialog shape="side" title={coupon?.name ?? say('coupons.title')} onClose={onClose}>
        {coupon ? (
          <Coupon coupon={coupon} onAct={setAct} />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={query.refetch} />
        ) : (
          <Bones height={48} count={5} />
        )}
      </Dialog>
      {/* Beside the drawer, not in it: Escape closes the one on top only. */}
      {coupon && act === 'edit' ? <CouponForm coupon={coupon} onSaved={close} onClose={close} /> : null}
      {coupon && act === 'end' ? <EndDialog coupon={coupon} onClose={close} /> : null}
    </>
  );
}

function EndDialog({ coupon, onClose }: { readonly coupon: CouponView; readonly onClose: () => void }) {
  const { say } = useLanguage();
  const { send } = useCouponMove(coupon);
  return (
    <ConfirmByName
      title={say('coupons.end')}
      text={say('coupons.endText')}
      name={coupon.name}
      action={say('coupons.end')}
      onConfirm={() => send('end')}
      onClose={onClose}
    />
  );
}

type CouponProps = { readonly coupon: CouponView; readonly onAct: (act: 'edit' | 'end') => void };

function Coupon({ coupon, onAct }: CouponProps) {
  const { say, language } = useLanguage();
  const { may, zone } = useScope();
  const nameOf = useValueNames();
  const words = useCouponWords();
  const { currency, terms, use } = coupon;
  const money = (value: number) => fullNumber(value, { unit: 'money', currency, language });
  const count = (value: number) => fullNumber(value, { unit: 'count', currency, language });
  const at = (instant: string) => instantText(instant, zone, language);
  const facts: readonly (readonly [string, string])[] = [
    [
      say('coupons.claimed'),
      say('coupons.claimedOf', { claimed: count(coupon.claimed), quantity: count(coupon.quantity) }),
    ],
    [say('coupons.held'), count(coupon.held)],
    [say('coupons.used'), count(coupon.used)],
    [say('coupons.expired'), count(coupon.expired)],
    [say('coupons.orders'), count(coupon.orders)],
    [say('coupons.discount'), money(coupon.discount)],
    [say('coupons.paid'), money(coupon.paid)],
    [say('coupons.bearer'), say('store.bearer.shop')],
    [say('order.shop'), nameOf('shop', coupon.shopId)],
    [
      say('coupons.scope'),
      coupon.products === null
        ? say('coupon.scope.shop')
        : coupon.products.map(({ name }) => name).join(' / '),
    ],
    [say('coupons.perShopper'), count(coupon.perShopper)],
    [say('coupons.claimFrom'), at(coupon.claimFrom)],
    [say('coupons.claimUntil'), at(coupon.claimUntil)],
    [
      say('coupons.useBy'),
      'days' in use
        ? say('coupons.daysFromClaim', { days: use.days })
        : say('coupons.between', { from: at(use.from), until: at(use.until) }),
    ],
    [
      say('coupons.forWhom'),
      coupon.forWhom === 'everybody'
        ? say('coupons.forWhom.everybody')
        : coupon.groups
            .map(({ name, people, heldOut, isOpen }) =>
              isOpen
                ? `${name} (${say('ads.groupSize', { people: count(people), heldOut: count(heldOut) })})`
                : `${name} (${say('ads.groupClosed')})`,
            )
            .join(' / '),
    ],
    [say('coupons.grantedShort'), say(coupon.granted ? 'coupons.yes' : 'coupons.no')],
  ];
  return (
    <div className="explain">
      <div className="explain-value">
        <strong>{words.worth(terms, currency)}</strong>
        <span className="quiet">{words.bounds(terms, currency)}</span>
        <CouponState coupon={coupon} />
      </div>
      {may('products:write') ? <Acts coupon={coupon} onAct={onAct} /> : null}
      {coupon.orders > 0 && may('orders:read') ? (
        <p>
          <PageLink to="/shop/orders" search={{ coupon: coupon.id }}>
            {say('coupons.seeOrders')}
          </PageLink>
        </p>
      ) : null}
      <Facts facts={facts} />
    </div>
  );
}

function Acts({ coupon, onAct }: CouponProps) {
  const { say } = useLanguage();
  const { act, busy, failure } = useCouponMove(coupon);
  if (coupon.state === 'ended') return null;
  return (
    <div className="order-acts">
      {coupon.state === 'draft' ? (
        <Button theme="solid" loading={busy} onClick={() => void act('open')}>
          {say('coupons.open')}
        </Button>
      ) : null}
      {coupon.state === 'draft' ? <Button onClick={() => onAct('edit')}>{say('coupons.edit')}</Button> : null}
      {coupon.state === 'open' ? (
        <Button loading={busy} onClick={() => void act('pause')}>
          {say('coupons.pause')}
        </Button>
      ) : null}
      {coupon.state === 'paused' ? (
        <Button theme="solid" loading={busy} onClick={() => void act('resume')}>
          {say('coupons.resume')}
        </Button>
      ) : null}
      <Button type="danger" theme="borderless" onClick={() => onAct('end')}>
        {say('coupons.end')}
      </Button>
      <FormFailure error={failure} />
    </div>
  );
}
