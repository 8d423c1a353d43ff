import { expect, it } from 'vitest';
import { reasonText } from './reason-text.ts';

it('says a reason in the language of the page, with its values', () => {
  const refused = {
    reason: 'unknown_shop',
    values: { value: 'Yunxi' },
    detail: 'No shop is called "Yunxi".',
  };
  expect(reasonText(refused, 'zh')).toBe('没有名为“Yunxi”的店铺');
  expect(reasonText(refused, 'en')).toBe('No shop is called “Yunxi”');
});

it('keeps the sentence of the server where there is no reason, or one it does not know', () => {
  expect(reasonText({ reason: null, detail: 'Refused before.' }, 'zh')).toBe('Refused before.');
  expect(reasonText({ reason: 'newer_than_this_page', detail: 'New.' }, 'zh')).toBe('New.');
});
