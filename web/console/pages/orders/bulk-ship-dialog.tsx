import { TextArea } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { BulkShipped } from '#shop/contract';
import { useOrdersChanged } from '../../../ui/api/orders.ts';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import { CarrierField } from './carrier-field.tsx';
import { readTracking } from './read-tracking.ts';

/** What one request takes; more are sent one after another. */
const itemsMax = 200;

/** Many parcels of one carrier, from numbers pasted out of its file. What could not be shipped stays and says why. */
export function BulkShipDialog({ onClose }: { onClose: () => void }) {
  const { say, language } = useLanguage();
  const changed = useOrdersChanged();
  const [done, setDone] = useState<BulkShipped['items'] | null>(null);
  const form = useForm({
    draft: 'bulk-ship',
    initial: { carrier: '', pasted: '' },
    check: ({ carrier, pasted }) => ({
      carrier: carrier.trim() ? undefined : 'orders.carrierNeeded',
      pasted: readTracking(pasted).parcels.length > 0 ? undefined : 'orders.pastedNeeded',
    }),
    send: async ({ carrier, pasted }) => {
      const { parcels } = readTracking(pasted);
      const items: BulkShipped['items'] = [];
      for (let at = 0; at < parcels.length; at += itemsMax) {
        const body = { carrier: carrier.trim(), items: parcels.slice(at, at + itemsMax) };
        items.push(...(await request<BulkShipped>('/api/orders/ship', { body })).items);
      }
      setDone(items);
      await changed();
    },
  });
  const { parcels, unreadable } = readTracking(form.values.pasted);
  const failed = done?.filter(({ shipped }) => !shipped) ?? [];
  return (
    <FormDialog
      title={say('orders.bulkShip')}
      action={say('orders.ship')}
      form={form}
      stays
      onClose={onClose}
    >
      <CarrierField
        id={form.idOf('carrier')}
        value={form.values.carrier}
        error={form.errors.carrier}
        onChange={(value) => form.set('carrier', value)}
      />
      <Field
        id={form.idOf('pasted')}
        label={say('orders.pasted')}
        help={
          form.values.pasted
            ? say('orders.pastedRead', { parcels: parcels.length, unreadable: unreadable.length })
            : say('orders.pastedHelp')
        }
        error={form.errors.pasted}
      >
        <TextArea
          id={form.idOf('pasted')}
          className="orders-pasted"
          spellCheck={false}
          autosize={{ minRows: 6, maxRows: 14 }}
          aria-describedby={`${form.idOf('pasted')}-note`}
          placeholder={'ord_01k9…\tSF1234567890'}
          value={form.values.pasted}
          onChange={(value) => form.set('pasted', value)}
        />
      </Field>
      {done ? (
        <div className="form-note" role="status">
          <div>
            <strong>
              {say('orders.bulkDone', { shipped: done.length - failed.length, failed: failed.length })}
            </strong>
            {failed.length > 0 ? (
              <ul className="orders-failed">
                {failed.map((item) => (
                  <li key={item.orderId}>
                    <span className="mono">{item.orderId.slice(-12)}</span>{' '}
                    {reasonText({ reason: item.reason, detail: item.detail ?? '' }, language)}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </div>
      ) : null}
    </FormDialog>
  );
}
