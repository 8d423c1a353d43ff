import { describe, expect, it } from 'vitest';
import {
  type CouponMove,
  type CouponState,
  couponStates,
  mayHave,
  moveCoupon,
  usableBetween,
} from './coupon.ts';

describe('a coupon', () => {
  const standing = (state: CouponState, move: CouponMove, claimUntilMs = 1_000) => {
    const result = moveCoupon({ state, claimUntilMs }, move, 500);
    return result.ok ? result.value : result.refusal.code;
  };

  it('moves as the table says and no other way', () => {
    const all = (move: CouponMove) => couponStates.map((state) => standing(state, move));
    expect(all('open')).toEqual(['open', 'conflict', 'conflict', 'conflict']);
    expect(all('pause')).toEqual(['conflict', 'paused', 'conflict', 'conflict']);
    expect(all('resume')).toEqual(['conflict', 'conflict', 'open', 'conflict']);
    expect(all('end')).toEqual(['ended', 'ended', 'ended', 'conflict']);
    expect(all('run_out')).toEqual(['conflict', 'ended', 'conflict', 'conflict']);
    expect(all('lapse')).toEqual(['conflict', 'ended', 'ended', 'conflict']);
  });

  it('never opens once the time of claiming is over', () => {
    expect([standing('draft', 'open', 500), standing('paused', 'resume', 500)]).toEqual([
      'conflict',
      'conflict',
    ]);
    expect(standing('paused', 'end', 500)).toBe('ended');
  });

  it('is good between two instants, or for days from when it was claimed', () => {
    expect(usableBetween({ fromMs: 5, untilMs: 9 }, 7)).toEqual({ fromMs: 5, untilMs: 9 });
    expect(usableBetween({ daysFromClaim: 2 }, 7)).toEqual({ fromMs: 7, untilMs: 7 + 2 * 86_400_000 });
  });
});

describe('whom a coupon is for', () => {
  const members: Readonly<Record<string, readonly number[]>> = { a: [1, 2], b: [2, 3] };
  const heldOut: Readonly<Record<string, readonly number[]>> = { a: [4], b: [1] };
  const groups = {
    isMember: (id: string, person: number) => members[id]?.includes(person) ?? false,
    isHeldOut: (id: string, person: number) => heldOut[id]?.includes(person) ?? false,
  };
  const who = (groupIds: string[], everybody = false) =>
    [1, 2, 3, 4, 5].filter((person) => mayHave(groups, { everybody, groupIds }, person));

  it('is everybody, or members of any of its groups who are held out of none', () => {
    expect(who([], true)).toEqual([1, 2, 3, 4, 5]);
    expect(who(['a'])).toEqual([1, 2]);
    expect(who(['a', 'b'])).toEqual([2, 3]);
    expect(who([])).toEqual([]);
    expect(who(['closed'])).toEqual([]);
  });
});
