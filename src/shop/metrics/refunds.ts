import {
  both,
  type Computation,
  distinctOf,
  family,
  type MetricDefinition,
  moneyOf,
  ratioOf,
} from '#metrics';
import { notPresale, refundsByPayDate, refundsByRefundDate } from './order-sources.ts';

const refunded = {
  unit: 'money',
  attribution: 'touch of the refunded order line',
  entity: 'refund line',
  better: 'down',
} as const;
/** 支付日口径: what became of the orders paid in the bucket. */
const onPayDate = family({
  ...refunded,
  timeBasis: 'time of payment of the refunded order (pay cohort)',
  caveat: both(
    '按原订单支付日统计，近期的值会随后续退款变化；找不到原订单的退款不计入。',
    'By the day the order was paid: recent values still grow with later refunds. Refunds whose order is not known are left out.',
  ),
});
/** 退款日口径: what was refunded in the bucket, whenever it was paid. */
const onRefundDate = family({
  ...refunded,
  timeBasis: 'time of the refund',
  caveat: both(
    '按退款日统计，含找不到原订单的退款；与成交不是同一批订单。',
    'By the day of the refund, refunds without a known order included; not the same orders as those paid that day.',
  ),
});

const paidAmount = (where?: string): Computation =>
  moneyOf(refundsByPayDate, 'amount', where ? `${notPresale} AND ${where}` : notPresale);
const minus = (metric: string, less: string): Computation => ({
  kind: 'derived',
  terms: [
    { metric, factor: 1 },
    { metric: less, factor: -1 },
  ],
});

export const refundMetrics: readonly MetricDefinition[] = [
  onPayDate({
    id: 'refund_amount',
    names: both('退款金额（支付日）', 'Refunds of orders paid'),
    description: both(
      '所选时间支付的订单至今的退款金额。',
      'Refunded until now of the orders paid in the bucket.',
    ),
    formula: 'Σ amount of refund lines, by payment',
    computation: paidAmount(),
  }),
  onPayDate({
    id: 'refund_before_shipping',
    names: both('发货前退款金额', 'Refunds before shipping'),
    description: both('发货前退款的金额。', 'Refunded before the goods were sent.'),
    formula: 'Σ amount of refund lines of stage before_shipping',
    computation: paidAmount("stage = 'before_shipping'"),
  }),
  onPayDate({
    id: 'refund_after_shipping',
    names: both('发货后退款金额', 'Refunds after shipping'),
    description: both(
      '发货后（含签收后）退款的金额。',
      'Refunded after the goods were sent, receipt included.',
    ),
    formula: 'Σ amount of refund lines of stages after_shipping and after_receipt',
    computation: paidAmount("stage IN ('after_shipping', 'after_receipt')"),
  }),
  onPayDate({
    id: 'refund_stage_unknown',
    names: both('退款金额（发货状态未知）', 'Refunds of unknown stage'),
    description: both(
      '来源没有说明发货状态的退款金额。',
      'Refunded where the source does not say whether the goods were sent.',
    ),
    formula: 'refund_amount − refund_before_shipping − refund_after_shipping',
    computation: paidAmount("stage NOT IN ('before_shipping', 'after_shipping', 'after_receipt')"),
  }),
  onPayDate({
    id: 'refund_amount_1h',
    names: both('一小时内退款金额', 'Refunds within one hour'),
    description: both('支付后一小时内（含）退款的金额。', 'Refunded up to one hour after payment.'),
    formula: 'Σ amount of refund lines made at most one hour after payment',
    computation: paidAmount('refunded_at <= paid_at + INTERVAL 1 HOUR'),
  }),
  onPayDate({
    id: 'net_gmv_1h',
    dictionary: 2,
    names: both('净成交金额', 'Net GMV (1 hour)'),
    description: both(
      '成交金额减去支付后一小时内的退款，也是广告投放目标。',
      'GMV less refunds within an hour of payment; also a goal of ads.',
    ),
    formula: 'gmv − refund_amount_1h',
    better: 'up',
    caveat: both('一小时后即不再变化。', 'Final one hour after the end of the bucket.'),
    computation: minus('gmv', 'refund_amount_1h'),
  }),
  onPayDate({
    id: 'gmv_after_refund',
    dictionary: 2,
    names: both('退款后成交金额', 'GMV after refunds'),
    description: both(
      '成交金额减去这些订单至今的全部退款。',
      'GMV less everything refunded of those orders until now.',
    ),
    formula: 'gmv − refund_amount',
    better: 'up',
    computation: minus('gmv', 'refund_amount'),
  }),
  onPayDate({
    id: 'orders_refunded',
    names: both('退款订单数（支付日）', 'Orders refunded, of those paid'),
    description: both(
      '所选时间支付的订单中至今有退款的订单数。',
      'Of the orders paid in the bucket, those refunded in part or whole until now.',
    ),
    formula: 'distinct orders of refund lines, by payment',
    unit: 'count',
    entity: 'order',
    computation: distinctOf(refundsByPayDate, 'order_id', notPresale),
  }),
  onPayDate({
    id: 'refund_rate_orders',
    dictionary: 25,
    names: both('退款率(单)（支付日）', 'Refund rate by orders, pay cohort'),
    description: both(
      '所选时间支付的订单中，至今有退款的比例。',
      'Share of the orders paid in the bucket that were refunded in part or whole until now.',
    ),
    unit: 'share',
    entity: 'order',
    ...ratioOf('orders_refunded', 'paid_orders'),
  }),
  onPayDate({
    id: 'refund_rate_amount',
    dictionary: 26,
    names: both('退款率(额)（支付日）', 'Refund rate by amount, pay cohort'),
    description: both(
      '所选时间成交金额中，至今已退款的比例。',
      'Share of the amount paid in the bucket that was refunded until now.',
    ),
    unit: 'share',
    ...ratioOf('refund_amount', 'gmv'),
  }),
  onRefundDate({
    id: 'refund_amount_by_refund_date',
    names: both('退款金额（退款日）', 'Refunds made'),
    description: both('所选时间内发生的退款金额。', 'Refunded in the bucket.'),
    formula: 'Σ amount of refund lines, by refund',
    computation: moneyOf(refundsByRefundDate, 'amount', notPresale),
  }),
  onRefundDate({
    id: 'orders_refunded_by_refund_date',
    names: both('退款订单数（退款日）', 'Orders refunded'),
    description: both('所选时间内发生退款的订单数。', 'Orders refunded in the bucket.'),
    formula: 'distinct orders of refund lines, by refund; a refund without a known order counts as one',
    unit: 'count',
    entity: 'order',
    computation: distinctOf(
      refundsByRefundDate,
      `if(order_id = toUUID('00000000-0000-0000-0000-000000000000'), refund_id, order_id)`,
      notPresale,
    ),
  }),
  onRefundDate({
    id: 'refund_rate_orders_by_refund_date',
    dictionary: 25,
    names: both('退款率(单)（退款日）', 'Refund rate by orders, refund date'),
    description: both(
      '所选时间内退款的订单数除以同期成交订单数。',
      'Orders refunded in the bucket per order paid in the same bucket.',
    ),
    unit: 'share',
    entity: 'order',
    ...ratioOf('orders_refunded_by_refund_date', 'paid_orders'),
  }),
  onRefundDate({
    id: 'refund_rate_amount_by_refund_date',
    dictionary: 26,
    names: both('退款率(额)（退款日）', 'Refund rate by amount, refund date'),
    description: both(
      '所选时间内的退款金额除以同期成交金额。',
      'Refunded in the bucket per amount paid in the same bucket.',
    ),
    formula: 'refund_amount_by_refund_date / gmv',
    unit: 'share',
    computation: { kind: 'ratio', numerator: 'refund_amount_by_refund_date', denominator: 'gmv' },
  }),
];
