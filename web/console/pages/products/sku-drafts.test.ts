import { expect, it } from 'vitest';
import { complaintsOf, draftOf, emptySku, type SkuDraft, skusFrom } from './sku-drafts.ts';

const typed = (parts: Partial<SkuDraft>): SkuDraft => ({
  ...emptySku(),
  code: 'A',
  price: '12.50',
  ...parts,
});

it('says what is wrong with a row, and only there', () => {
  const rows = [
    typed({ code: '' }),
    typed({ code: 'B' }),
    typed({ code: 'B' }),
    typed({ code: 'C', price: '0' }),
    typed({ code: 'D', price: '12.505' }),
    typed({ code: 'E', listPrice: '12.49' }),
    typed({ code: 'F', cost: 'three' }),
    typed({ code: 'G', stock: '-1' }),
  ];
  const found = complaintsOf(rows, 'CNY');
  expect(rows.map(({ key }) => found.get(key))).toEqual([
    'code',
    undefined,
    'twice',
    'price',
    'price',
    'listPrice',
    'cost',
    'stock',
  ]);
});

it('sends what was typed in minor units, and leaves the stock of known SKUs alone', () => {
  const fresh = typed({ code: ' A ', price: '1,299.5', listPrice: '1500', stock: '20' });
  const known = draftOf(
    {
      id: 'sku_1',
      code: 'B',
      name: 'M',
      price: 990,
      listPrice: null,
      cost: 400,
      onHand: 5,
      reserved: 0,
      available: 5,
      version: 1,
    },
    'CNY',
  );
  expect(skusFrom([fresh, known], 'CNY')).toEqual([
    { code: 'A', name: '', price: 129_950, listPrice: 150_000, cost: null, stock: 20 },
    { code: 'B', name: 'M', price: 990, listPrice: null, cost: 400 },
  ]);
});
