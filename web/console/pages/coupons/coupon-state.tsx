import { Tag } from '@douyinfe/semi-ui-19';
import type { ComponentProps } from 'react';
import type { CouponView } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';

const colours: Readonly<Record<CouponView['state'], NonNullable<ComponentProps<typeof Tag>['color']>>> = {
  draft: 'grey',
  open: 'green',
  paused: 'amber',
  ended: 'white',
};

/** Where a coupon stands, and what ended it. */
export function CouponState({ coupon }: { readonly coupon: Pick<CouponView, 'state' | 'endedBy'> }) {
  const say = useSay();
  const { state, endedBy } = coupon;
  return (
    <Tag color={colours[state]}>
      {say(endedBy ? `coupons.ended.${endedBy}` : `coupons.state.${state as 'open'}`)}
    </Tag>
  );
}
