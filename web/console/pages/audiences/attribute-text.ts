import { type Language, messageOrNull } from '../../../ui/language/messages.ts';

/** How people call a value of an attribute; '' is not known. */
export const attributeText = (language: Language, value: string): string =>
  messageOrNull(language, `audiences.attributeValue.${value === '' ? 'unknown' : value}`) ?? value;
