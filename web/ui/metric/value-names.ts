import { useCallback } from 'react';
import type { Structure } from '../api/session.ts';
import { useLanguage } from '../language/language.tsx';
import { messageOrNull } from '../language/messages.ts';
import { useScope } from '../shell/scope.tsx';

export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The words for a value of a dimension: a shop's name, `Live`, or the value itself; `Not known` for none. */
export function useValueNames(labels: Labels = {}): (dimension: string, value: string | null) => string {
  const { language, say } = useLanguage();
  const { structure } = useScope();
  return useCallback(
    (dimension, value) =>
      value === null || value === ''
        ? (messageOrNull(language, `value.${dimension}.none`) ?? say('value.unknown'))
        : (labels[dimension]?.[value] ??
          messageOrNull(language, `value.${dimension}.${value}`) ??
          structureName(structure, dimension, value) ??
          value),
    [labels, language, say, structure],
  );
}

function structureName(structure: Structure, dimension: string, id: string): string | undefined {
  const lists: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
    brand: structure.brands,
    shop: structure.shops,
    account: structure.accounts,
  };
  return lists[dimension]?.find((item) => item.id === id)?.name;
}
