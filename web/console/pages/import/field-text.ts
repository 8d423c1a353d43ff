import type { Say } from '../../../ui/language/language.tsx';
import { type Language, type MessageKey, messageOrNull, messages } from '../../../ui/language/messages.ts';

/** A field of an order by the name people use; a field newer than this page by its own name. */
export function fieldText(field: string, say: Say): string {
  const key = `imports.field.${field}`;
  return key in messages.en ? say(key as MessageKey) : field;
}

/** Why a row was rejected, in a few words; a newer reason by its code. */
export function codeText(code: string, language: Language): string {
  return messageOrNull(language, `imports.code.${code}`) ?? code;
}
