import { Link } from '@tanstack/react-router';
import type { OfferedCoupon } from '#shop/contract';
import { useCouponWords } from '../../ui/coupons/coupon-words.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { useClaim, useOffered } from './use-coupons.ts';
import './coupons.css';

type Props = { readonly of: { readonly shopId: string } | { readonly productId: string } };

/** Coupons to claim, side by side; nothing where there are none. */
export function OfferedCoupons({ of }: Props) {
  const { say } = useLanguage();
  const offered = useOffered(of);
  const items = offered.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="coupon-strip" aria-label={say('store.coupons')}>
      {items.map((coupon) => (
        <Offered key={coupon.id} coupon={coupon} />
      ))}
    </section>
  );
}

function Offered({ coupon }: { readonly coupon: OfferedCoupon }) {
  const { say } = useLanguage();
  const words = useCouponWords();
  const toast = useToast();
  const refusalText = useRefusalText();
  const claim = useClaim();
  const worth = words.worth(coupon.terms, coupon.currency);
  return (
    <div className="coupon-ticket">
      <span className="coupon-what">
        <b className="price">{worth}</b>
        <span className="small">{words.bounds(coupon.terms, coupon.currency)}</span>
        <span className="small quiet">{coupon.name}</span>
      </span>
      {coupon.more > 0 ? (
        <button
          type="button"
          className="button button-small"
          aria-label={say('store.claimOf', { coupon: `${worth} ${coupon.name}` })}
          disabled={claim.isPending}
          onClick={() =>
            claim.mutate(coupon, {
              onSuccess: () => toast(say('store.claimed')),
              onError: (error) => toast(refusalText(error)),
            })
          }
        >
          {say('store.claim')}
        </button>
      ) : (
        <Link to="/me/coupons" className="small coupon-mine">
          {say(coupon.mine > 0 ? 'store.claimedAlready' : 'store.claimedOut')} ›
        </Link>
      )}
    </div>
  );
}
