import { useQuery } from '@tanstack/react-query';
import type { PlanSuggestion } from '#ads/contract';
import { request } from '../../../../ui/api/request.ts';
import { MoneyField } from '../../../../ui/form/money-field.tsx';
import { typedMoney } from '../../../../ui/form/money-text.ts';
import type { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { shortNumber } from '../../../../ui/metric/number-text.ts';
import type { PlanDraft } from './plan-draft.ts';

type Props = { readonly form: ReturnType<typeof useForm<PlanDraft>>; readonly currency: string };

const biddings = ['cost_control', 'max_volume'] as const;

/** What an order may cost and what a day may spend, with a suggestion and the range it is expected to work in. */
export function StepBid({ form, currency }: Props) {
  const { say, language } = useLanguage();
  const { values, set } = form;
  const path = `/api/ads/suggestion?productId=${encodeURIComponent(values.productId)}`;
  const suggestion = useQuery({
    queryKey: ['ads', 'suggestion', path],
    queryFn: ({ signal }) => request<PlanSuggestion>(path, { signal }),
  }).data;
  const money = (minor: number) => shortNumber(minor, { unit: 'money', currency, language });
  const offer = (field: 'targetCost' | 'dayBudget') =>
    suggestion ? (
      <button
        type="button"
        className="m-plain ads-offer"
        onClick={() => set(field, typedMoney(suggestion[field].value, currency))}
      >
        {say('ads.takeSuggestion', { amount: money(suggestion[field].value) })}
      </button>
    ) : null;
  const range = (field: 'targetCost' | 'dayBudget') =>
    suggestion
      ? say('ads.range', { low: money(suggestion[field].low), high: money(suggestion[field].high) })
      : '';
  const basis = suggestion
    ? suggestion.basis === 'history'
      ? say('ads.basisHistory', { orders: suggestion.orders })
      : say('ads.basisPrice')
    : '';
  return (
    <>
      <p className="form-text">
        <strong>{say('ads.goal')}</strong> {say('ads.goal.product_order')}
      </p>
      <fieldset className="ads-biddings">
        <legend>{say('ads.bid')}</legend>
        {biddings.map((bidding) => (
          <label key={bidding} className="ads-bidding">
            <input
              type="radio"
              name="bidding"
              checked={values.bidding === bidding}
              onChange={() => set('bidding', bidding)}
            />
            <span>
              <strong>{say(`ads.bidding.${bidding}`)}</strong>
              <span className="quiet">{say(`ads.biddingText.${bidding}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {values.bidding === 'cost_control' ? (
        <MoneyField
          id={form.idOf('targetCost')}
          label={say('ads.targetCost')}
          currency={currency}
          value={values.targetCost}
          error={form.errors.targetCost}
          aside={offer('targetCost')}
          help={`${range('targetCost')} ${basis}`}
          onChange={(text) => set('targetCost', text)}
        />
      ) : null}
      <MoneyField
        id={form.idOf('dayBudget')}
        label={say('ads.dayBudget')}
        currency={currency}
        value={values.dayBudget}
        error={form.errors.dayBudget}
        aside={offer('dayBudget')}
        help={`${range('dayBudget')} ${say('ads.budgetHelp')}`}
        onChange={(text) => set('dayBudget', text)}
      />
    </>
  );
}
