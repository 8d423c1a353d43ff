import { describe, expect, it } from 'vitest';
import { columnOf, examplesOf, sureness, withChange } from './mapping.ts';

const fields = [
  { field: 'order_id', kind: 'text', column: 'Invoice', confidence: 1 },
  { field: 'sku', kind: 'text', column: null, confidence: 0 },
];

describe('correcting a mapping', () => {
  it('sends only what differs from the proposal', () => {
    const changed = withChange(fields, {}, 'order_id', 'No');
    expect(changed).toEqual({ order_id: 'No' });
    expect(withChange(fields, changed, 'order_id', 'Invoice')).toEqual({});
    expect(withChange(fields, {}, 'sku', null)).toEqual({});
  });

  it('can take a field off the file', () => {
    const changes = withChange(fields, {}, 'order_id', null);
    expect(changes).toEqual({ order_id: null });
    expect(columnOf(fields[0] as never, changes)).toBeNull();
    expect(columnOf(fields[0] as never, {})).toBe('Invoice');
  });

  it('shows different values that say something as examples', () => {
    const preview = {
      columns: ['a', 'b'],
      rows: [
        ['1', ''],
        ['1', ' x '],
        ['2', 'y'],
        ['3', 'z'],
      ],
    };
    expect(examplesOf(preview, 'a')).toEqual(['1', '2']);
    expect(examplesOf(preview, 'b')).toEqual(['x', 'y']);
    expect(examplesOf(preview, 'missing')).toEqual([]);
  });

  it('names a confidence in words', () => {
    expect([1, 0.9, 0.7, 0.5].map(sureness)).toEqual(['sure', 'sure', 'likely', 'unsure']);
  });
});
