import { CheckboxGroup } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKeyView, type Permission, permissions } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { Field } from '../../../../ui/form/field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { MadeKey } from './made-key.tsx';
import { apiSamples } from './snippets.ts';

type Made = ApiKeyView & { readonly secret: string };

export function ApiKeyForm({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { may } = useScope();
  const client = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const form = useForm({
    draft: 'api-key',
    initial: { name: '', permissions: ['metrics:read'] as Permission[] },
    check: (values) => ({
      name: values.name.trim() ? undefined : 'form.required',
      permissions: values.permissions.length > 0 ? undefined : 'keys.permissionsNeeded',
    }),
    send: async (values) => {
      setMade(await request<Made>('/api/api-keys', { body: values }));
      await client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  if (made) {
    const samples = apiSamples(location.origin, made.secret);
    return <MadeKey name={made.name} secret={made.secret} samples={samples} onClose={onClose} />;
  }
  return (
    <FormDialog title={say('keys.newApi')} action={say('keys.create')} form={form} onClose={onClose} stays>
      <TextField
        id={form.idOf('name')}
        label={say('keys.name')}
        help={say('keys.apiNameExample')}
        autoFocus
        maxLength={120}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <Field
        id={form.idOf('permissions')}
        label={say('keys.permissions')}
        help={say('keys.permissionsHelp')}
        error={form.errors.permissions}
      >
        <CheckboxGroup
          aria-labelledby={`${form.idOf('permissions')}-label`}
          options={permissions.filter(may).map((value) => ({ value, label: say(`permission.${value}`) }))}
          value={form.values.permissions}
          onChange={(value) => form.set('permissions', value as Permission[])}
        />
      </Field>
    </FormDialog>
  );
}
