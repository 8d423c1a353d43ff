import { useState } from 'react';
import type { AdAccountView } from '#ads/contract';
import { newId } from '#kernel/ids';
import { request } from '../../../../ui/api/request.ts';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { MoneyField } from '../../../../ui/form/money-field.tsx';
import { readMoney } from '../../../../ui/form/money-text.ts';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { usePlanActs } from '../use-plan-acts.ts';

/** Test money: nothing is collected. The key makes a repeat of the same click harmless. */
export function TopUpDialog({ purse, onClose }: { purse: AdAccountView; onClose: () => void }) {
  const say = useSay();
  const { refresh } = usePlanActs();
  const { currency } = purse;
  const [key] = useState(() => newId('request'));
  const form = useForm({
    initial: { amount: '1000' },
    check: ({ amount }) => (readMoney(amount, currency) ? {} : { amount: 'ads.amountWrong' }),
    send: async ({ amount }) => {
      await request('/api/ads/top-ups', {
        body: { shopId: purse.shopId, amount: readMoney(amount, currency) },
        headers: { 'idempotency-key': key },
      });
      await refresh();
    },
  });
  return (
    <FormDialog
      title={say('ads.topUpTitle', { shop: purse.shopName })}
      form={form}
      action={say('ads.topUp')}
      onClose={onClose}
    >
      <MoneyField
        id={form.idOf('amount')}
        label={say('ads.amount')}
        currency={currency}
        value={form.values.amount}
        error={form.errors.amount}
        help={say('ads.topUpHelp')}
        onChange={(amount) => form.set('amount', amount)}
      />
    </FormDialog>
  );
}
