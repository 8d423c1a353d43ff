import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import type { CouponFormState } from './coupon-form.tsx';

/** How many there are, when they are given out, and when they are good. */
export function TimeFields({ form }: { readonly form: CouponFormState }) {
  const say = useSay();
  const { values, set, errors, idOf } = form;
  const text = (
    name: 'quantity' | 'perShopper' | 'useDays' | 'claimFrom' | 'claimUntil' | 'useFrom' | 'useUntil',
    more: { readonly type?: 'datetime-local'; readonly help?: string } = {},
  ) => (
    <TextField
      id={idOf(name)}
      label={say(`coupons.${name}`)}
      value={values[name]}
      error={errors[name]}
      {...(more.type ? { type: more.type } : { inputMode: 'numeric' as const })}
      help={more.help}
      onChange={(typed) => set(name, typed)}
    />
  );
  const time = { type: 'datetime-local' } as const;
  return (
    <>
      <div className="form-row">
        {text('quantity')}
        {text('perShopper', { help: say('coupons.perShopperHelp') })}
      </div>
      <div className="form-row">
        {text('claimFrom', time)}
        {text('claimUntil', time)}
      </div>
      <ChoiceField
        id={idOf('useBy')}
        label={say('coupons.useBy')}
        value={values.useBy}
        options={(['days', 'dates'] as const).map((value) => ({
          value,
          label: say(`coupons.useBy.${value}`),
        }))}
        onChange={(useBy) => set('useBy', useBy)}
      />
      {values.useBy === 'days' ? (
        text('useDays')
      ) : (
        <div className="form-row">
          {text('useFrom', time)}
          {text('useUntil', time)}
        </div>
      )}
    </>
  );
}
