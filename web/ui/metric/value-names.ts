import { useCallback } from 'react';
import type { Structure } from '../api/session.ts';
import { useLanguage } from '../language/language.tsx';
import { messageOrNull } from '../language/messages.ts';
import { useScope } from '../shell/scope.tsx';
import { shortId } from './short-id.ts';

export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The words for a value of a dimension: a shop's name, `Live`, or the value itself, an id that nobody has a name for in a
 * form that fits a line; `Not known` for none.
 */
export function useValueNames(labels: Labels = {}): (dimension: string, value: string | null) => string {
  const { language, say } = useLanguage();
  const { structure } = useScope();
  return useCallback(
    (dimension, value) =>
      value === null || value === ''
        ? say('value.unknown')
        : (labels[dimension]?.[value] ??
          messageOrNull(language, `value.${dimension}.${value}`) ??
          structureName(structure, dimension, value) ??
          (isIdDimension(dimension) ? shortId(value) : value)),
    [labels, language, say, structure],
  );
}

/** Dimensions whose values are ids; values of the others are words of a list, or texts. */
const withIds: ReadonlySet<string> = new Set([
  'brand',
  'shop',
  'account',
  'plan',
  'product',
  'sku',
  'content',
  'room',
  'creator',
  'placement',
]);

export const isIdDimension = (dimension: string): boolean => withIds.has(dimension);

/** A name for whoever points at it: with the id that it stands for. */
export const wholeName = (dimension: string, name: string, value: string | null): string =>
  value === null || value === '' || value === name || !withIds.has(dimension) ? name : `${name} · ${value}`;

function structureName(structure: Structure, dimension: string, id: string): string | undefined {
  const lists: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
    brand: structure.brands,
    shop: structure.shops,
    account: structure.accounts,
  };
  return lists[dimension]?.find((item) => item.id === id)?.name;
}
