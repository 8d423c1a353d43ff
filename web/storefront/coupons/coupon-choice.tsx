import { useState } from 'react';
import type { QuoteView } from '#shop/contract';
import { useCouponWords } from '../../ui/coupons/coupon-words.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { dateLocaleOf } from '../../ui/language/messages.ts';
import { moneyText } from '../ui/price.tsx';
import { Sheet } from '../ui/sheet.tsx';
import './coupons.css';

type Props = {
  readonly shop: QuoteView['shops'][number];
  readonly currency: string;
  /** A claimed coupon, or null for none. */
  readonly onChoose: (claimedId: string | null) => void;
};

/** Which coupon a shop's order uses, and the sheet in which another or none is chosen. */
export function CouponChoice({ shop, currency, onChoose }: Props) {
  const { say, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  if (shop.coupons.length === 0) return null;
  const { coupon } = shop;
  return (
    <>
      <button type="button" className="coupon-row" onClick={() => setOpen(true)}>
        <span className="unbroken">{say('store.coupon')}</span>
        <span className={coupon ? 'price' : 'quiet'}>
          {coupon && `${coupon.name} `}
          <span className="unbroken">
            {coupon ? `−${moneyText(coupon.amount, currency, language)}` : say('store.couponNone')} ›
          </span>
        </span>
      </button>
      {isOpen && (
        <Sheet title={say('store.chooseCoupon')} onClose={() => setOpen(false)}>
          <Choices
            shop={shop}
            currency={currency}
            onChoose={(id) => {
              onChoose(id);
              setOpen(false);
            }}
          />
        </Sheet>
      )}
    </>
  );
}

function Choices({ shop, currency, onChoose }: Props) {
  const { say, language } = useLanguage();
  const words = useCouponWords();
  const money = (minor: number) => moneyText(minor, currency, language);
  const day = new Intl.DateTimeFormat(dateLocaleOf(language), { dateStyle: 'medium' });
  const coupons = shop.coupons.toSorted((one, other) => other.amount - one.amount);
  return (
    <ul className="coupon-choices">
      {coupons.map((coupon) => (
        <li key={coupon.id}>
          <button
            type="button"
            className="coupon-choice"
            aria-pressed={shop.coupon?.id === coupon.id}
            disabled={coupon.useless !== null}
            onClick={() => onChoose(coupon.id)}
          >
            <b>
              {words.worth(coupon.terms, currency)} · {coupon.name}
            </b>
            <span className="small quiet">
              {words.bounds(coupon.terms, currency)} ·{' '}
              {say('store.couponUntil', { time: day.format(new Date(coupon.usableUntil)) })}
            </span>
            <span className="small">
              {coupon.useless === null
                ? say('store.couponTakes', { amount: money(coupon.amount) })
                : say(`store.couponUseless.${coupon.useless}`, { amount: money(coupon.missing) })}
            </span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="coupon-choice"
          aria-pressed={shop.coupon === null}
          onClick={() => onChoose(null)}
        >
          {say('store.couponNone')}
        </button>
      </li>
    </ul>
  );
}
