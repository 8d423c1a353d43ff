import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskedAddress } from './address.ts';

it('shows enough of an address to recognise it, and not the address', () => {
  expect(
    maskedAddress({
      recipient: '林晓雨',
      phone: '138 0013 8000',
      region: '上海市 浦东新区',
      street: '世纪大道 100 号 8 楼',
    }),
  ).toEqual({ recipient: '林••', phone: '138••••8000', region: '上海市 浦东新区', street: '世纪大道•••' });
});

it('never shows a whole telephone number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?\d([ -]?\d){4,17}$/), (phone) => {
      const shown = maskedAddress({ recipient: 'A', phone, region: '', street: '' }).phone;
      expect(shown.replaceAll(/[^\d]/g, '').length).toBeLessThan(phone.replaceAll(/[^\d]/g, '').length);
    }),
  );
});
