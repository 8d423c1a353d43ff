import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { OrderView } from '#shop/contract';
import { useOrder, useOrdersChanged } from '../../../ui/api/orders.ts';
import { request } from '../../../ui/api/request.ts';
import { OrderDetail } from '../../../ui/explain/order-detail.tsx';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { GiveRefundDialog } from './give-refund-dialog.tsx';
import { Recipient } from './recipient.tsx';
import { ShipDialog } from './ship-dialog.tsx';

/** One order with what can be done about it now, and its recipient on request. */
export function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useLanguage();
  const { may } = useScope();
  const order = useOrder(id).data;
  const [act, setAct] = useState<'ship' | 'refund' | null>(null);
  const close = () => setAct(null);
  return (
    <>
      <Dialog shape="side" title={say('order.title')} onClose={onClose}>
        {order && may('orders:write') ? <Acts order={order} onAct={setAct} /> : null}
        <OrderDetail id={id} />
        {order?.hasRecipient && may('orders:write') ? <Recipient orderId={id} /> : null}
      </Dialog>
      {/* Beside the drawer, not in it: Escape closes the one on top only. */}
      {order && act === 'ship' ? <ShipDialog order={order} onClose={close} /> : null}
      {order && act === 'refund' ? <GiveRefundDialog order={order} onClose={close} /> : null}
    </>
  );
}

function Acts({ order, onAct }: { order: OrderView; onAct: (act: 'ship' | 'refund') => void }) {
  const { say } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const changed = useOrdersChanged();
  const prepare = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await request(`/api/orders/${encodeURIComponent(order.id)}/prepare`, {
        body: { version: order.version },
      });
      Toast.success(say('orders.prepared'));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      await changed();
    }
  };
  const canShip = order.state !== 'awaiting_payment' && order.orderLines.some((line) => line.toShip > 0);
  const canRefund = order.paidAt !== null && order.orderLines.some((line) => line.refundable > 0);
  if (!canShip && !canRefund) return null;
  return (
    <div className="order-acts">
      {canShip ? (
        <Button theme="solid" onClick={() => onAct('ship')}>
          {say('orders.ship')}
        </Button>
      ) : null}
      {canShip && order.state === 'paid' ? (
        <Button loading={busy} onClick={() => void prepare()}>
          {say('orders.prepare')}
        </Button>
      ) : null}
      {canRefund ? <Button onClick={() => onAct('refund')}>{say('orders.refund')}</Button> : null}
      <FormFailure error={failure} />
    </div>
  );
}
