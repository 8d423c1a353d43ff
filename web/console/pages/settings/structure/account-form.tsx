import type { AccountView, ShopView } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';

type Props = {
  readonly shopId: string;
  readonly shops: readonly ShopView[];
  readonly account?: AccountView;
  /** A shop has one official account; the next ones are channels. */
  readonly hasOfficial: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => unknown;
};

/** An account publishes; the shop it is bound to (号店一体) is where its sales count. */
export function AccountForm({ shopId, shops, account, hasOfficial, onClose, onSaved }: Props) {
  const say = useSay();
  const form = useForm({
    ...(account ? {} : { draft: `account.${shopId}` }),
    initial: {
      name: account?.name ?? '',
      shopId: account?.shopId ?? shopId,
      role: account?.role ?? ((hasOfficial ? 'channel' : 'official') as AccountView['role']),
      accountType: account?.accountType ?? ('self' as AccountView['accountType']),
      externalId: account?.externalId ?? '',
    },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async ({ accountType, externalId, ...values }) => {
      const body = { ...values, externalId: externalId.trim() || null };
      await (account
        ? request(`/api/accounts/${account.id}`, { method: 'PATCH', body })
        : request('/api/accounts', { body: { ...body, accountType } }));
      await onSaved();
    },
  });
  return (
    <FormDialog
      title={say(account ? 'structure.editAccount' : 'structure.addAccount')}
      form={form}
      onClose={onClose}
    >
      <TextField
        id={form.idOf('name')}
        label={say('structure.name')}
        help={say('structure.accountNameExample')}
        autoFocus
        maxLength={120}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <ChoiceField
        id={form.idOf('shopId')}
        label={say('structure.boundShop')}
        help={say('structure.boundShopHelp')}
        options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.values.shopId}
        error={form.errors.shopId}
        onChange={(value) => form.set('shopId', value)}
      />
      <div className="form-row">
        <ChoiceField
          id={form.idOf('role')}
          label={say('structure.role')}
          options={(['official', 'channel'] as const).map((value) => ({
            value,
            label: say(`structure.role.${value}`),
          }))}
          value={form.values.role}
          error={form.errors.role}
          onChange={(value) => form.set('role', value)}
        />
        <ChoiceField
          id={form.idOf('accountType')}
          label={say('structure.accountType')}
          disabled={account !== undefined}
          options={(['self', 'partner'] as const).map((value) => ({
            value,
            label: say(`structure.accountType.${value}`),
          }))}
          value={form.values.accountType}
          error={form.errors.accountType}
          onChange={(value) => form.set('accountType', value)}
        />
      </div>
      <TextField
        id={form.idOf('externalId')}
        label={say('structure.externalId')}
        help={say('structure.accountExternalHelp')}
        maxLength={200}
        value={form.values.externalId}
        error={form.errors.externalId}
        onChange={(value) => form.set('externalId', value)}
      />
    </FormDialog>
  );
}
