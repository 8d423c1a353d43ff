import { useLanguage } from '../../ui/language/language.tsx';
import type { Language } from '../../ui/language/messages.ts';
import { fullNumber } from '../../ui/metric/number-text.ts';

export const moneyText = (minor: number, currency: string, language: Language) =>
  fullNumber(minor, { unit: 'money', currency, language });

/** A price, and what it was before where that is higher. */
export function Price({
  minor,
  was,
  currency,
  size,
}: {
  minor: number;
  was?: number | null;
  currency: string;
  size?: number;
}) {
  const { language, say } = useLanguage();
  return (
    <span className="price" style={size ? { fontSize: size } : undefined}>
      {moneyText(minor, currency, language)}
      {was != null && was > minor && (
        <s title={say('store.listPrice')}>{moneyText(was, currency, language)}</s>
      )}
    </span>
  );
}
