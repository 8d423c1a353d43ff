import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PeopleSet } from '#platform/people-sets';
import { splitHeldOut } from './hold-out.ts';

const everybody = PeopleSet.of(Array.from({ length: 50_000 }, (_, n) => n + 1));

it('puts everybody on one side, and the same person on the same side whoever else is there', () => {
  const persons = fc.array(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.uuid(), persons, persons, fc.integer({ min: 0, max: 50 }), (id, some, more, percent) => {
      const one = splitHeldOut(id, PeopleSet.of(some), percent);
      const all = splitHeldOut(id, PeopleSet.of([...some, ...more]), percent);
      expect(one.delivered.sharedWith(one.heldOut)).toBe(0);
      expect(one.delivered.or(one.heldOut).equals(PeopleSet.of(some))).toBe(true);
      expect(all.heldOut.and(PeopleSet.of(some)).equals(one.heldOut)).toBe(true);
    }),
  );
});

it.each([0, 1, 10, 50])('holds out %i of a hundred', (percent) => {
  const { heldOut } = splitHeldOut('0193c2f0-0000-7000-8000-000000000001', everybody, percent);
  const expected = everybody.size * (percent / 100);
  // Five standard deviations of a fair draw.
  const spread = 5 * Math.sqrt(expected * (1 - percent / 100));
  expect(Math.abs(heldOut.size - expected)).toBeLessThanOrEqual(spread);
});

it('deals anew for another delivery', () => {
  const [one, other] = ['0193c2f0-0000-7000-8000-000000000001', '0193c2f0-0000-7000-8000-000000000002'].map(
    (id) => splitHeldOut(id, everybody, 10).heldOut,
  ) as [PeopleSet, PeopleSet];
  // Independent tenths share a hundredth; five standard deviations of it.
  expect(Math.abs(one.sharedWith(other) - 500)).toBeLessThan(5 * Math.sqrt(500));
});
