import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WriteKeyView } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { MadeKey } from './made-key.tsx';
import { eventSamples } from './snippets.ts';

type Made = WriteKeyView & { readonly secret: string };
const noShop = 'none';

export function WriteKeyForm({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { structure } = useScope();
  const client = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const shops = structure.shops.filter((shop) => !shop.archived);
  const form = useForm({
    draft: 'write-key',
    initial: {
      name: '',
      kind: 'browser' as WriteKeyView['kind'],
      shopId: (shops[0]?.id ?? noShop) as string,
    },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async ({ shopId, ...values }) => {
      const body = { ...values, shopId: shopId === noShop ? null : shopId };
      setMade(await request<Made>('/api/write-keys', { body }));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['keys'] }),
        client.invalidateQueries({ queryKey: ['sources'] }),
      ]);
    },
  });
  if (made) {
    const samples = eventSamples(location.origin, made.secret, made.kind);
    return <MadeKey name={made.name} secret={made.secret} samples={samples} onClose={onClose} />;
  }
  return (
    <FormDialog title={say('keys.newWrite')} action={say('keys.create')} form={form} onClose={onClose} stays>
      <TextField
        id={form.idOf('name')}
        label={say('keys.name')}
        help={say('keys.writeNameExample')}
        autoFocus
        maxLength={120}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <ChoiceField
        id={form.idOf('kind')}
        label={say('keys.kind')}
        help={say(`keys.kindHelp.${form.values.kind}`)}
        options={(['browser', 'server'] as const).map((value) => ({
          value,
          label: say(`keys.kind.${value}`),
        }))}
        value={form.values.kind}
        error={form.errors.kind}
        onChange={(value) => form.set('kind', value)}
      />
      <ChoiceField
        id={form.idOf('shopId')}
        label={say('keys.shop')}
        help={say('keys.shopHelp')}
        options={[
          ...shops.map(({ id, name }) => ({ value: id, label: name })),
          { value: noShop, label: say('keys.noShop') },
        ]}
        value={form.values.shopId}
        error={form.errors.shopId}
        onChange={(value) => form.set('shopId', value)}
      />
    </FormDialog>
  );
}
