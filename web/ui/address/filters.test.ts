import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFilters, toggleFilter, writeFilters } from './filters.ts';

it('filters survive the address, whatever their values hold', () => {
  const filter = fc.record({
    dimension: fc.constantFrom('carrier', 'source', 'product'),
    op: fc.constantFrom('in' as const, 'not_in' as const),
    values: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(filter, { minLength: 1, maxLength: 5 }), (filters) => {
      expect(readFilters(writeFilters(filters))).toEqual(filters);
    }),
  );
});

it('nonsense in the address is no filter', () => {
  expect(readFilters('<b>;carrier;:x;__proto__$:1')).toEqual([]);
});

it('a second click takes a value away again, and the filter with its last value', () => {
  const live = toggleFilter([], 'carrier', 'live');
  const both = toggleFilter(live, 'carrier', 'short_video');
  expect(both).toEqual([{ dimension: 'carrier', op: 'in', values: ['live', 'short_video'] }]);
  expect(toggleFilter(both, 'carrier', 'live')).toEqual([
    { dimension: 'carrier', op: 'in', values: ['short_video'] },
  ]);
  expect(toggleFilter(live, 'carrier', 'live')).toEqual([]);
});
