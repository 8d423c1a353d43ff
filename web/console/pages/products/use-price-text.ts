import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';

type Priced = {
  /** Minor units; null for a product without SKUs. */
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly currency: string;
};

/** What a product costs, from its cheapest SKU to its dearest. */
export function usePriceText() {
  const { language } = useLanguage();
  return ({ priceFrom, priceTo, currency }: Priced): string => {
    if (priceFrom === null || priceTo === null) return '–';
    const money = (value: number) => fullNumber(value, { unit: 'money', currency, language });
    return priceFrom === priceTo ? money(priceFrom) : `${money(priceFrom)} – ${money(priceTo)}`;
  };
}
