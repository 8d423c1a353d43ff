import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveStock, type StockMove } from './stock.ts';

const quantity = fc.integer({ min: 0, max: 1_000 });
const put: fc.Arbitrary<StockMove> = fc.oneof(
  fc.record({
    reason: fc.constantFrom('received' as const, 'damaged' as const),
    quantity: fc.integer({ min: 1, max: 1_000 }),
  }),
  fc.record({ reason: fc.constant('counted' as const), quantity, seen: quantity }),
);

it('stock by hand never falls below what is promised to orders, and says what became of every piece', () => {
  fc.assert(
    fc.property(quantity, quantity, fc.array(put, { maxLength: 30 }), (start, promised, puts) => {
      const reserved = Math.min(start, promised);
      let onHand = start;
      let moved = 0;
      for (const one of puts) {
        const after = moveStock({ onHand, reserved }, one);
        if (!after.ok) continue;
        moved += after.value - onHand;
        onHand = after.value;
        expect(onHand).toBeGreaterThanOrEqual(reserved);
      }
      expect(onHand).toBe(start + moved);
    }),
  );
});

it('a count stands only if nothing moved since it was begun', () => {
  expect(moveStock({ onHand: 9, reserved: 0 }, { reason: 'counted', quantity: 12, seen: 10 })).toMatchObject({
    ok: false,
    refusal: { code: 'stale_version' },
  });
  expect(moveStock({ onHand: 10, reserved: 0 }, { reason: 'counted', quantity: 12, seen: 10 })).toEqual({
    ok: true,
    value: 12,
  });
});
