import type { Language } from '../../ui/language/messages.ts';
import { shortNumber } from '../../ui/metric/number-text.ts';

export const countText = (count: number, language: Language) =>
  shortNumber(count, { unit: 'count', currency: 'CNY', language });
