import type { ImportPreview } from '#shop/contract';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import type { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { currencyOptions } from '../settings/structure/currencies.ts';
import { zoneOptions } from '../settings/zones.ts';
import type { Changes } from './mapping.ts';

export type ReadingValues = {
  readonly shopId: string;
  /** Empty: as the shop. */
  readonly currency: string;
  /** Empty: as the brand. */
  readonly zone: string;
  /** Empty: as the file shows by itself. */
  readonly dateOrder: '' | 'month_first' | 'day_first';
  readonly decimalMark: '.' | ',';
};

type Props = {
  readonly form: ReturnType<typeof useForm<ReadingValues & { changes: Changes }>>;
  readonly preview: ImportPreview;
};

const asIs = '-';

/** What no column says: the shop, currency, zone, and how dates and decimals are written. */
export function ReadingOptions({ form, preview }: Props) {
  const { say, language } = useLanguage();
  const { structure } = useScope();
  const shops = structure.shops.filter((shop) => !shop.archived);
  const { dateOrder } = preview;
  const known = dateOrder === 'month_first' || dateOrder === 'day_first' ? dateOrder : null;
  return (
    <div className="form-row">
      <ChoiceField
        id={form.idOf('shopId')}
        label={say('imports.shop')}
        help={say('imports.shopHelp')}
        options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.values.shopId || null}
        error={form.errors.shopId}
        onChange={(value) => form.set('shopId', value)}
      />
      <ChoiceField
        id={form.idOf('currency')}
        label={say('imports.currency')}
        help={say('imports.currencyHelp')}
        options={[{ value: asIs, label: say('imports.fromShop') }, ...currencyOptions(language)]}
        value={form.values.currency || asIs}
        error={form.errors.currency}
        onChange={(value) => form.set('currency', value === asIs ? '' : value)}
      />
      <ChoiceField
        id={form.idOf('zone')}
        label={say('imports.zone')}
        help={say('imports.zoneHelp')}
        options={[{ value: asIs, label: say('imports.fromBrand') }, ...zoneOptions()]}
        value={form.values.zone || asIs}
        error={form.errors.zone}
        onChange={(value) => form.set('zone', value === asIs ? '' : value)}
      />
      {dateOrder === 'not_needed' ? null : (
        <ChoiceField
          id={form.idOf('dateOrder')}
          label={say('imports.dateOrder')}
          help={
            known
              ? undefined
              : say(dateOrder === 'unsure' ? 'imports.dateUnsure' : 'imports.dateContradictory')
          }
          options={(['month_first', 'day_first'] as const).map((value) => ({
            value,
            label: say(`imports.dateOrder.${value}`),
          }))}
          value={form.values.dateOrder || known}
          error={form.errors.dateOrder}
          onChange={(value) => form.set('dateOrder', value)}
        />
      )}
      <ChoiceField
        id={form.idOf('decimalMark')}
        label={say('imports.decimalMark')}
        options={[
          { value: '.' as const, label: say('imports.decimalMark.dot') },
          { value: ',' as const, label: say('imports.decimalMark.comma') },
        ]}
        value={form.values.decimalMark}
        error={form.errors.decimalMark}
        onChange={(value) => form.set('decimalMark', value)}
      />
    </div>
  );
}
