import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Standings } from './standings.ts';

it('says of each video what was put last, and of others that nothing is known', () => {
  const put = fc.record({ number: fc.nat(9_999), value: fc.float({ noNaN: true }), shown: fc.nat() });
  fc.assert(
    fc.property(fc.array(put), fc.nat(20_000), (puts, other) => {
      const standings = new Standings();
      const wanted = new Map<number, { value: number; shown: number }>();
      for (const { number, value, shown } of puts) {
        standings.put({ number }, { value, shown });
        wanted.set(number, { value, shown });
      }
      for (const [number, { value, shown }] of wanted)
        expect([standings.valueOf({ number }), standings.shownOf({ number })]).toEqual([value, shown]);
      const unknown = wanted.has(other) ? { number: 20_001 } : { number: other };
      expect([standings.valueOf(unknown), standings.shownOf(unknown)]).toEqual([Number.NaN, 0]);
      standings.clear();
      for (const number of wanted.keys()) expect(standings.valueOf({ number })).toBeNaN();
    }),
  );
});
