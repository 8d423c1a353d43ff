import { type ShopView, shopPlatforms } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { currencyOptions } from './currencies.ts';

type Props = {
  readonly brandId: string;
  readonly shop?: ShopView;
  readonly onClose: () => void;
  readonly onSaved: () => unknown;
};

export function ShopForm({ brandId, shop, onClose, onSaved }: Props) {
  const { say, language } = useLanguage();
  const { organization } = useScope();
  const form = useForm({
    ...(shop ? {} : { draft: `shop.${brandId}` }),
    initial: {
      name: shop?.name ?? '',
      platform: shop?.platform ?? ('meadow' as ShopView['platform']),
      currency: shop?.currency ?? organization.currency,
      externalId: shop?.externalId ?? '',
    },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async ({ name, platform, currency, externalId }) => {
      const body = { name, externalId: externalId.trim() || null };
      await (shop
        ? request(`/api/shops/${shop.id}`, { method: 'PATCH', body })
        : request('/api/shops', { body: { ...body, brandId, platform, currency } }));
      await onSaved();
    },
  });
  return (
    <FormDialog title={say(shop ? 'structure.editShop' : 'structure.addShop')} form={form} onClose={onClose}>
      <TextField
        id={form.idOf('name')}
        label={say('structure.name')}
        help={say('structure.shopNameExample')}
        autoFocus
        maxLength={120}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <div className="form-row">
        <ChoiceField
          id={form.idOf('platform')}
          label={say('structure.platform')}
          disabled={shop !== undefined}
          options={shopPlatforms.map((value) => ({ value, label: say(`structure.platform.${value}`) }))}
          value={form.values.platform}
          error={form.errors.platform}
          onChange={(value) => form.set('platform', value)}
        />
        <ChoiceField
          id={form.idOf('currency')}
          label={say('structure.currency')}
          help={say('structure.currencyHelp')}
          disabled={shop !== undefined}
          options={currencyOptions(language, form.values.currency)}
          value={form.values.currency}
          error={form.errors.currency}
          onChange={(value) => form.set('currency', value)}
        />
      </div>
      <TextField
        id={form.idOf('externalId')}
        label={say('structure.externalId')}
        help={say('structure.shopExternalHelp')}
        maxLength={200}
        value={form.values.externalId}
        error={form.errors.externalId}
        onChange={(value) => form.set('externalId', value)}
      />
    </FormDialog>
  );
}
