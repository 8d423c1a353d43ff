import type { BrandView } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { zoneOptions } from '../zones.ts';

type Props = { readonly brand?: BrandView; readonly onClose: () => void; readonly onSaved: () => unknown };

export function BrandForm({ brand, onClose, onSaved }: Props) {
  const say = useSay();
  const { organization } = useScope();
  const form = useForm({
    ...(brand ? {} : { draft: 'brand' }),
    initial: { name: brand?.name ?? '', zone: brand?.zone ?? organization.zone },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async (values) => {
      await (brand
        ? request(`/api/brands/${brand.id}`, { method: 'PATCH', body: values })
        : request('/api/brands', { body: values }));
      await onSaved();
    },
  });
  return (
    <FormDialog
      title={say(brand ? 'structure.editBrand' : 'structure.addBrand')}
      form={form}
      onClose={onClose}
    >
      <TextField
        id={form.idOf('name')}
        label={say('structure.name')}
        help={say('structure.brandNameExample')}
        autoFocus
        maxLength={120}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <ChoiceField
        id={form.idOf('zone')}
        label={say('structure.zone')}
        options={zoneOptions(form.values.zone)}
        value={form.values.zone}
        error={form.errors.zone}
        onChange={(value) => form.set('zone', value)}
      />
    </FormDialog>
  );
}
