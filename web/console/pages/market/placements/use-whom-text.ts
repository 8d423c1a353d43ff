import type { MarketPlacementView } from '#traffic/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

/** Whom a placement is for, as the operator may know it: everybody, or how many of somebody's own choice. */
export function useWhomText() {
  const { say, language } = useLanguage();
  const { currency } = useScope();
  return ({ people }: Pick<MarketPlacementView, 'people'>): string =>
    people === null
      ? say('ads.audience.all')
      : say('slots.marketPeople', { people: fullNumber(people, { unit: 'people', currency, language }) });
}
