import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { MoneyField } from '../../../ui/form/money-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import type { CouponFormState } from './coupon-form.tsx';

type Props = { readonly form: CouponFormState; readonly currency: string };

/** What it takes off. */
export function TermsFields({ form, currency }: Props) {
  const say = useSay();
  const { values, set, errors, idOf } = form;
  const money = (name: 'amountOff' | 'threshold' | 'discountMax') => (
    <MoneyField
      id={idOf(name)}
      label={say(`coupons.${name}`)}
      currency={currency}
      value={values[name]}
      error={errors[name]}
      help={name === 'discountMax' ? say('coupons.discountMaxHelp') : undefined}
      onChange={(text) => set(name, text)}
    />
  );
  return (
    <>
      <ChoiceField
        id={idOf('kind')}
        label={say('coupons.kind')}
        value={values.kind}
        options={(['threshold', 'direct', 'percentage'] as const).map((value) => ({
          value,
          label: say(`coupons.kind.${value}`),
        }))}
        help={say(`coupons.kindText.${values.kind}`)}
        onChange={(kind) => set('kind', kind)}
      />
      <div className="form-row">
        {values.kind === 'threshold' ? money('threshold') : null}
        {values.kind === 'percentage' ? (
          <TextField
            id={idOf('percentOff')}
            inputMode="numeric"
            suffix="%"
            label={say('coupons.percentOff')}
            value={values.percentOff}
            error={errors.percentOff}
            help={say('coupons.percentHelp')}
            onChange={(text) => set('percentOff', text)}
          />
        ) : (
          money('amountOff')
        )}
        {values.kind === 'percentage' ? money('discountMax') : null}
      </div>
    </>
  );
}
