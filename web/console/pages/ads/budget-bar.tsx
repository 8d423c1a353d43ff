import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber, percent, shortNumber } from '../../../ui/metric/number-text.ts';

type Props = { readonly spent: number; readonly budget: number; readonly currency: string };

/** What is spent of a day's budget, as numbers and as a bar. */
export function BudgetBar({ spent, budget, currency }: Props) {
  const { language } = useLanguage();
  const form = { unit: 'money' as const, currency, language };
  const share = Math.min(1, spent / budget);
  return (
    <span
      className="ads-budget"
      title={`${fullNumber(spent, form)} / ${fullNumber(budget, form)} · ${percent(share, language, 1)}`}
    >
      <span className="number">
        {shortNumber(spent, form)} <span className="quiet">/ {shortNumber(budget, form)}</span>
      </span>
      <span className="ads-budget-track" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
