import type { CouponView } from '#shop/contract';
import { useCouponWords } from '../../../ui/coupons/coupon-words.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { CouponState } from './coupon-state.tsx';

/** The columns of the list of coupons. */
export function useCouponColumns(): Column<CouponView>[] {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const nameOf = useValueNames();
  const words = useCouponWords();
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  const counted = (
    id: 'claimed' | 'used' | 'left' | 'orders' | 'held' | 'expired',
    hiddenAtFirst = false,
  ): Column<CouponView> => ({
    id,
    title: say(`coupons.${id}`),
    width: 96,
    numeric: true,
    hiddenAtFirst,
    render: (row) => fullNumber(row[id], { unit: 'count', currency: row.currency, language }),
    cell: (row) => row[id],
  });
  const money = (id: 'discount' | 'paid'): Column<CouponView> => ({
    id,
    title: say(`coupons.${id}`),
    width: 130,
    numeric: true,
    render: (row) => fullNumber(row[id], { unit: 'money', currency: row.currency, language }),
    cell: (row) => row[id],
  });
  return [
    {
      id: 'name',
      title: say('coupons.name'),
      width: isNarrow ? 150 : 240,
      fixed: true,
      render: (row) => (
        <span className="coupon-name">
          <strong>{row.name}</strong>
          <span className="quiet">
            {words.worth(row.terms, row.currency)} · {words.bounds(row.terms, row.currency)}
          </span>
        </span>
      ),
      cell: (row) => row.name,
    },
    {
      id: 'state',
      title: say('coupons.state'),
      width: 130,
      render: (row) => <CouponState coupon={row} />,
      cell: (row) => row.endedBy ?? row.state,
    },
    counted('claimed'),
    counted('used'),
    counted('left'),
    counted('orders'),
    money('discount'),
    money('paid'),
    {
      id: 'forWhom',
      title: say('coupons.forWhom'),
      width: 160,
      render: (row) =>
        row.forWhom === 'everybody'
          ? say('coupons.forWhom.everybody')
          : row.groups.map(({ name }) => name).join(' / '),
      cell: (row) =>
        row.forWhom === 'everybody' ? row.forWhom : row.groups.map(({ name }) => name).join(' / '),
    },
    {
      id: 'until',
      title: `${say('coupons.claimUntil')} (${zone})`,
      width: 190,
      render: (row) => instantText(row.claimUntil, zone, language),
      cell: (row) => row.claimUntil,
    },
    {
      id: 'shop',
      title: say('order.shop'),
      width: 150,
      render: (row) => nameOf('shop', row.shopId),
      cell: (row) => nameOf('shop', row.shopId),
    },
    counted('held', true),
    counted('expired', true),
  ];
}
