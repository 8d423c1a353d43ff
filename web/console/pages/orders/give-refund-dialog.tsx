import { InputNumber, Toast } from '@douyinfe/semi-ui-19';
import { fromDecimal, toDecimal } from '#kernel/money';
import type { OrderView, RefundView } from '#shop/contract';
import { useOrdersChanged } from '../../../ui/api/orders.ts';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';

/** The shop gives money back by itself: for units of a line, or an amount alone. */
export function GiveRefundDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { say, language } = useLanguage();
  const changed = useOrdersChanged();
  const { currency } = order;
  const lines = order.orderLines.filter((line) => line.refundable > 0);
  const form = useForm({
    initial: { lineId: lines[0]?.id ?? '', quantity: 0, amount: '', reason: '' },
    check: ({ amount, reason, quantity, lineId }) => {
      const minor = fromDecimal(amount.trim(), currency);
      const most = lines.find(({ id }) => id === lineId)?.refundable ?? 0;
      const isGiven = amount.trim() === '' ? quantity > 0 : minor !== null && minor > 0 && minor <= most;
      return {
        amount: isGiven ? undefined : 'orders.refundAmountWrong',
        reason: reason.trim() ? undefined : 'orders.reasonNeeded',
      };
    },
    send: async ({ lineId, quantity, amount, reason }) => {
      const given = fromDecimal(amount.trim(), currency);
      const refund = await request<RefundView>(`/api/orders/${encodeURIComponent(order.id)}/refunds`, {
        body: {
          version: order.version,
          lines: [{ lineId, quantity, ...(given === null ? {} : { amount: given }) }],
          reason: reason.trim(),
        },
      });
      if (refund.state === 'failed') Toast.error(say('orders.refundFailed'));
      else Toast.success(say('orders.refundSent'));
      await changed();
    },
  });
  const line = lines.find(({ id }) => id === form.values.lineId);
  const money = (value: number) => fullNumber(value, { unit: 'money', currency, language });
  return (
    <FormDialog title={say('orders.refund')} action={say('orders.refund')} form={form} onClose={onClose}>
      <Field id={form.idOf('lineId')} label={say('orders.line')}>
        <PlainSelect
          id={form.idOf('lineId')}
          className="plain-select-wide plain-select-large"
          value={form.values.lineId}
          options={lines.map(({ id, title }) => ({ value: id, label: title }))}
          onChoose={(value) => form.set('lineId', value)}
        />
      </Field>
      <Field
        id={form.idOf('quantity')}
        label={say('orders.refundQuantity')}
        help={say('orders.refundQuantityHelp', { quantity: line?.refundableQuantity ?? 0 })}
      >
        <InputNumber
          id={form.idOf('quantity')}
          min={0}
          max={line?.refundableQuantity ?? 0}
          value={form.values.quantity}
          onChange={(value) => form.set('quantity', Number(value) || 0)}
        />
      </Field>
      <TextField
        id={form.idOf('amount')}
        label={`${say('orders.refundAmount')} (${currency})`}
        inputMode="decimal"
        autoComplete="off"
        placeholder={toDecimal(line?.refundable ?? 0, currency)}
        help={say('orders.refundAmountHelp', { most: money(line?.refundable ?? 0) })}
        value={form.values.amount}
        error={form.errors.amount}
        onChange={(value) => form.set('amount', value)}
      />
      <TextField
        id={form.idOf('reason')}
        label={say('orders.reason')}
        maxLength={500}
        value={form.values.reason}
        error={form.errors.reason}
        onChange={(value) => form.set('reason', value)}
      />
    </FormDialog>
  );
}
