import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CouponView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';

export function useCouponsChanged() {
  const client = useQueryClient();
  return async (coupon: CouponView) => {
    client.setQueryData(['coupons', 'one', coupon.id], coupon);
    await client.invalidateQueries({ queryKey: ['coupons'] });
  };
}

export type CouponMove = 'open' | 'pause' | 'resume' | 'end';

/** Moves one coupon, with what went wrong. */
export function useCouponMove(coupon: CouponView) {
  const changed = useCouponsChanged();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (move: CouponMove) => {
    const now = await request<CouponView>(`/api/coupons/${coupon.id}/move`, {
      body: { version: coupon.version, move },
    });
    await changed(now);
  };
  const act = async (move: CouponMove) => {
    setBusy(true);
    setFailure(null);
    try {
      await send(move);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { act, send, busy, failure };
}
