import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.tsx';
import { currencySign } from '../metric/number-text.ts';
import { TextField } from './text-field.tsx';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly currency: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly aside?: ReactNode;
};

/** An amount in whole units of a currency. */
export function MoneyField({ currency, ...rest }: Props) {
  const { language } = useLanguage();
  return <TextField inputMode="decimal" prefix={currencySign(currency, language)} {...rest} />;
}
