import { ApiProblem } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { messageOrNull } from '../../ui/language/messages.ts';
import { problemText } from '../../ui/state/problem-text.ts';

/** Why something was not taken and what to do, as a sentence in the shopper's language. */
export function useRefusalText(): (error: unknown) => string {
  const { say, language } = useLanguage();
  return (error) => {
    const code = error instanceof ApiProblem ? error.code : 'page';
    const own = messageOrNull(language, `store.refused.${code}`);
    if (own !== null) return own;
    const { what, todo } = problemText(error);
    return say('store.refused.other', { what: say(what), todo: say(todo) });
  };
}

/** What is wrong with each field of a form, where the server names fields. */
export function useFieldTexts(): (error: unknown) => ReadonlyMap<string, string> {
  const { language } = useLanguage();
  return (error) => {
    const errors = error instanceof ApiProblem ? (error.document.errors ?? []) : [];
    return new Map(
      errors.map(({ field, detail }) => {
        const taken = error instanceof ApiProblem && error.code === 'already_exists';
        const own = messageOrNull(language, `store.${taken ? 'taken' : 'wrong'}.${field}`);
        return [field, own ?? detail];
      }),
    );
  };
}
