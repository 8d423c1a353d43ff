import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BestOf } from './best-of.ts';

it('keeps what sorting all of them would put first', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(values, fc.nat(20), (offered, max) => {
      const kept = new BestOf<number>(max);
      for (const value of offered) kept.offer(value, value);
      expect(kept.best()).toEqual([...offered].sort((one, other) => other - one).slice(0, max));
    }),
  );
});
