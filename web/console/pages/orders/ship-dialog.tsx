import { InputNumber, Toast } from '@douyinfe/semi-ui-19';
import type { OrderView, ShipmentView } from '#shop/contract';
import { useOrdersChanged } from '../../../ui/api/orders.ts';
import { request } from '../../../ui/api/request.ts';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { CarrierField } from './carrier-field.tsx';

/** One parcel: by whom, under which number, and how many of each line; everything that is left at first. */
export function ShipDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { say } = useLanguage();
  const changed = useOrdersChanged();
  const lines = order.orderLines.filter((line) => line.toShip > 0);
  const form = useForm({
    initial: {
      carrier: localStorage.getItem('meadow.carrier') ?? '',
      trackingNumber: '',
      quantities: Object.fromEntries(lines.map((line) => [line.id, line.toShip])) as Record<string, number>,
    },
    check: ({ carrier, trackingNumber }) => ({
      carrier: carrier.trim() ? undefined : 'orders.carrierNeeded',
      trackingNumber: /^[\w-]{1,80}$/.test(trackingNumber.trim()) ? undefined : 'orders.trackingWrong',
    }),
    send: async ({ carrier, trackingNumber, quantities }) => {
      localStorage.setItem('meadow.carrier', carrier.trim());
      await request<ShipmentView>(`/api/orders/${encodeURIComponent(order.id)}/ship`, {
        body: {
          version: order.version,
          carrier: carrier.trim(),
          trackingNumber: trackingNumber.trim(),
          lines: Object.entries(quantities)
            .filter(([, quantity]) => quantity > 0)
            .map(([lineId, quantity]) => ({ lineId, quantity })),
        },
      });
      Toast.success(say('orders.shipped'));
      await changed();
    },
  });
  return (
    <FormDialog title={say('orders.ship')} action={say('orders.ship')} form={form} onClose={onClose}>
      <CarrierField
        id={form.idOf('carrier')}
        value={form.values.carrier}
        error={form.errors.carrier}
        onChange={(value) => form.set('carrier', value)}
      />
      <TextField
        id={form.idOf('trackingNumber')}
        label={say('orders.tracking')}
        autoComplete="off"
        maxLength={80}
        value={form.values.trackingNumber}
        error={form.errors.trackingNumber}
        onChange={(value) => form.set('trackingNumber', value)}
      />
      <ul className="order-quantities">
        {lines.map((line) => (
          <li key={line.id}>
            <label htmlFor={`${form.idOf('quantities')}-${line.id}`}>
              {line.title}
              <span className="quiet">{say('orders.toShip', { quantity: line.toShip })}</span>
            </label>
            <InputNumber
              id={`${form.idOf('quantities')}-${line.id}`}
              min={0}
              max={line.toShip}
              value={form.values.quantities[line.id] ?? 0}
              onChange={(value) =>
                form.set('quantities', { ...form.values.quantities, [line.id]: Number(value) || 0 })
              }
            />
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
