import { fill, type TextValues } from '#kernel/text';
import { type Language, messageOrNull } from '../language/messages.ts';

export type Reasoned = {
  readonly reason?: string | null | undefined;
  readonly values?: TextValues | undefined;
  /** The server's own sentence, in English: shown for reasons that this page does not know. */
  readonly detail: string;
};

/** Why something was refused, in the language of the page. */
export function reasonText({ reason, values = {}, detail }: Reasoned, language: Language): string {
  const text = reason ? messageOrNull(language, `reason.${reason}`) : null;
  return text === null ? detail : fill(text, values);
}
