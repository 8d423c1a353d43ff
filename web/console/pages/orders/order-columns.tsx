import { Tag } from '@douyinfe/semi-ui-19';
import type { OrderSummary } from '#shop/contract';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { stateColour } from './state-colour.ts';

export function useOrderColumns(): Column<OrderSummary>[] {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const nameOf = useValueNames();
  const money = (value: number, currency: string) => fullNumber(value, { unit: 'money', currency, language });
  const at = (instant: string | null) => (instant ? instantText(instant, zone, language) : '–');
  return [
    {
      id: 'number',
      title: say('orders.numberColumn'),
      width: 160,
      fixed: true,
      render: (order) => <span className="mono order-number">{order.externalId ?? order.id.slice(-12)}</span>,
      cell: (order) => order.externalId ?? order.id,
    },
    {
      id: 'state',
      title: say('order.state'),
      width: 150,
      render: (order) => <Tag color={stateColour(order.state)}>{nameOf('order_state', order.state)}</Tag>,
      cell: (order) => order.state,
    },
    {
      id: 'paid',
      title: say('orders.paid'),
      width: 120,
      numeric: true,
      render: (order) => <span className="number">{money(order.userPaid, order.currency)}</span>,
      cell: (order) => order.userPaid,
    },
    {
      id: 'refunded',
      title: say('orders.refunded'),
      width: 110,
      numeric: true,
      render: (order) => (
        <span className="number">{order.refunded > 0 ? money(order.refunded, order.currency) : '–'}</span>
      ),
      cell: (order) => order.refunded,
    },
    {
      id: 'lines',
      title: say('orders.lines'),
      width: 80,
      numeric: true,
      render: (order) => <span className="number">{order.lines}</span>,
      cell: (order) => order.lines,
    },
    {
      id: 'shop',
      title: say('order.shop'),
      width: 170,
      render: (order) => nameOf('shop', order.shopId),
      cell: (order) => nameOf('shop', order.shopId),
    },
    {
      id: 'ordered',
      title: `${say('order.orderedAt')} (${zone})`,
      width: 190,
      render: (order) => at(order.orderedAt),
      cell: (order) => order.orderedAt,
    },
    {
      id: 'paidAt',
      title: `${say('order.paidAt')} (${zone})`,
      width: 190,
      hiddenAtFirst: true,
      render: (order) => at(order.paidAt),
      cell: (order) => order.paidAt,
    },
    {
      id: 'origin',
      title: say('order.origin'),
      width: 120,
      render: (order) => nameOf('origin', order.origin),
      cell: (order) => order.origin,
    },
    {
      id: 'id',
      title: say('order.id'),
      width: 290,
      hiddenAtFirst: true,
      render: (order) => <span className="mono">{order.id}</span>,
      cell: (order) => order.id,
    },
  ];
}
