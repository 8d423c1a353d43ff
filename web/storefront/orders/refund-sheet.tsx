import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PurchaseView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';

type Props = {
  readonly order: PurchaseView;
  readonly onClose: () => void;
  readonly onAsked: (order: PurchaseView) => void;
};

const reasons = ['mind', 'wrong', 'broken', 'late'] as const;

/** Which lines, how many of each, and why. The server says what that comes to. */
export function RefundSheet({ order, onClose, onAsked }: Props) {
  const { say } = useLanguage();
  const refusalText = useRefusalText();
  const lines = order.lines.filter(({ refundableQuantity }) => refundableQuantity > 0);
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(lines.map((line) => [line.id, line.refundableQuantity])),
  );
  const [reason, setReason] = useState<(typeof reasons)[number]>('mind');
  const wanted = lines.filter(({ id }) => (counts[id] ?? 0) > 0);
  const ask = useMutation({
    mutationFn: () =>
      request<PurchaseView>(`/api/storefront/orders/${order.id}/refunds`, {
        body: {
          version: order.version,
          reason: say(`store.refundReason.${reason}`),
          lines: wanted.map(({ id }) => ({ lineId: id, quantity: counts[id] })),
        },
      }),
    onSuccess: onAsked,
  });
  return (
    <Sheet
      title={say('store.askRefund')}
      onClose={onClose}
      foot={
        <button
          type="button"
          className="button button-main button-wide"
          disabled={wanted.length === 0 || ask.isPending}
          onClick={() => ask.mutate()}
        >
          {say('store.askRefund')}
        </button>
      }
    >
      {lines.map((line) => (
        <div className="row" key={line.id} style={{ padding: '8px 0' }}>
          <span className="goods-name">{line.name}</span>
          <Stepper
            value={counts[line.id] ?? 0}
            min={0}
            max={line.refundableQuantity}
            onChange={(count) => setCounts({ ...counts, [line.id]: count })}
          />
        </div>
      ))}
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className="quiet small">{say('store.refundReason')}</legend>
        <div className="chips">
          {reasons.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === reason}
              onClick={() => setReason(one)}
            >
              {say(`store.refundReason.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <p className="quiet small">{say(order.shippedAt ? 'store.refundDecided' : 'store.refundAtOnce')}</p>
      {ask.error && (
        <p className="form-error" role="alert">
          {refusalText(ask.error)}
        </p>
      )}
    </Sheet>
  );
}
