import type { Computation, MetricDefinition } from '#metrics';
import { notPresale, refundsByPayDate, refundsByRefundDate } from './order-sources.ts';

type Spec = Pick<MetricDefinition, 'id' | 'names' | 'description' | 'formula' | 'computation'> &
  Partial<Pick<MetricDefinition, 'dictionary' | 'unit' | 'entity' | 'caveat' | 'better'>>;

/** 支付日口径: what became of the orders paid in the bucket. */
const onPayDate = (spec: Spec): MetricDefinition => ({
  dictionary: null,
  unit: 'money',
  timeBasis: 'time of payment of the refunded order (pay cohort)',
  attribution: 'touch of the refunded order line',
  entity: 'refund line',
  caveat: {
    zh: '按原订单支付日统计，近期的值会随后续退款变化；找不到原订单的退款不计入。',
    en: 'By the day the order was paid: recent values still grow with later refunds. Refunds whose order is not known are left out.',
  },
  better: 'down',
  ...spec,
});
/** 退款日口径: what was refunded in the bucket, whenever it was paid. */
const onRefundDate = (spec: Spec): MetricDefinition =>
  onPayDate({
    caveat: {
      zh: '按退款日统计，含找不到原订单的退款；与成交不是同一批订单。',
      en: 'By the day of the refund, refunds without a known order included; not the same orders as those paid that day.',
    },
    ...spec,
  });
const basisOf = (definition: MetricDefinition): MetricDefinition => ({
  ...definition,
  timeBasis: 'time of the refund',
});

const paidAmount = (where?: string): Computation => ({
  kind: 'simple',
  measure: {
    source: refundsByPayDate,
    aggregate: 'sum',
    column: 'amount',
    money: true,
    where: where ? `${notPresale} AND ${where}` : notPresale,
  },
});
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
    names: { zh: '退款金额（支付日）', en: 'Refunds of orders paid' },
    description: {
      zh: '所选时间支付的订单至今的退款金额。',
      en: 'Refunded until now of the orders paid in the bucket.',
    },
    formula: 'Σ amount of refund lines, by payment',
    computation: paidAmount(),
  }),
  onPayDate({
    id: 'refund_before_shipping',
    names: { zh: '发货前退款金额', en: 'Refunds before shipping' },
    description: { zh: '发货前退款的金额。', en: 'Refunded before the goods were sent.' },
    formula: 'Σ amount of refund lines of stage before_shipping',
    computation: paidAmount("stage = 'before_shipping'"),
  }),
  onPayDate({
    id: 'refund_after_shipping',
    names: { zh: '发货后退款金额', en: 'Refunds after shipping' },
    description: {
      zh: '发货后（含签收后）退款的金额。',
      en: 'Refunded after the goods were sent, receipt included.',
    },
    formula: 'Σ amount of refund lines of stages after_shipping and after_receipt',
    computation: paidAmount("stage IN ('after_shipping', 'after_receipt')"),
  }),
  onPayDate({
    id: 'refund_stage_unknown',
    names: { zh: '退款金额（发货状态未知）', en: 'Refunds of unknown stage' },
    description: {
      zh: '来源没有说明发货状态的退款金额。',
      en: 'Refunded where the source does not say whether the goods were sent.',
    },
    formula: 'refund_amount − refund_before_shipping − refund_after_shipping',
    computation: paidAmount("stage NOT IN ('before_shipping', 'after_shipping', 'after_receipt')"),
  }),
  onPayDate({
    id: 'refund_amount_1h',
    names: { zh: '一小时内退款金额', en: 'Refunds within one hour' },
    description: {
      zh: '支付后一小时内（含）退款的金额。',
      en: 'Refunded up to one hour after payment.',
    },
    formula: 'Σ amount of refund lines made at most one hour after payment',
    computation: paidAmount('refunded_at <= paid_at + INTERVAL 1 HOUR'),
  }),
  onPayDate({
    id: 'net_gmv_1h',
    dictionary: 2,
    names: { zh: '净成交金额', en: 'Net GMV (1 hour)' },
    description: {
      zh: '成交金额减去支付后一小时内的退款，也是广告投放目标。',
      en: 'GMV less refunds within an hour of payment; also a goal of ads.',
    },
    formula: 'gmv − refund_amount_1h',
    better: 'up',
    caveat: {
      zh: '一小时后即不再变化。',
      en: 'Final one hour after the end of the bucket.',
    },
    computation: minus('gmv', 'refund_amount_1h'),
  }),
  onPayDate({
    id: 'gmv_after_refund',
    dictionary: 2,
    names: { zh: '退款后成交金额', en: 'GMV after refunds' },
    description: {
      zh: '成交金额减去这些订单至今的全部退款。',
      en: 'GMV less everything refunded of those orders until now.',
    },
    formula: 'gmv − refund_amount',
    better: 'up',
    computation: minus('gmv', 'refund_amount'),
  }),
  onPayDate({
    id: 'orders_refunded',
    names: { zh: '退款订单数（支付日）', en: 'Orders refunded, of those paid' },
    description: {
      zh: '所选时间支付的订单中至今有退款的订单数。',
      en: 'Of the orders paid in the bucket, those refunded in part or whole until now.',
    },
    formula: 'distinct orders of refund lines, by payment',
    unit: 'count',
    entity: 'order',
    computation: {
      kind: 'simple',
      measure: { source: refundsByPayDate, aggregate: 'distinct', column: 'order_id', where: notPresale },
    },
  }),
  onPayDate({
    id: 'refund_rate_orders',
    dictionary: 25,
    names: { zh: '退款率(单)（支付日）', en: 'Refund rate by orders, pay cohort' },
    description: {
      zh: '所选时间支付的订单中，至今有退款的比例。',
      en: 'Share of the orders paid in the bucket that were refunded in part or whole until now.',
    },
    formula: 'orders_refunded / paid_orders',
    unit: 'share',
    entity: 'order',
    computation: { kind: 'ratio', numerator: 'orders_refunded', denominator: 'paid_orders' },
  }),
  onPayDate({
    id: 'refund_rate_amount',
    dictionary: 26,
    names: { zh: '退款率(额)（支付日）', en: 'Refund rate by amount, pay cohort' },
    description: {
      zh: '所选时间成交金额中，至今已退款的比例。',
      en: 'Share of the amount paid in the bucket that was refunded until now.',
    },
    formula: 'refund_amount / gmv',
    unit: 'share',
    computation: { kind: 'ratio', numerator: 'refund_amount', denominator: 'gmv' },
  }),
  ...[
    onRefundDate({
      id: 'refund_amount_by_refund_date',
      names: { zh: '退款金额（退款日）', en: 'Refunds made' },
      description: { zh: '所选时间内发生的退款金额。', en: 'Refunded in the bucket.' },
      formula: 'Σ amount of refund lines, by refund',
      computation: {
        kind: 'simple',
        measure: {
          source: refundsByRefundDate,
          aggregate: 'sum',
          column: 'amount',
          money: true,
          where: notPresale,
        },
      },
    }),
    onRefundDate({
      id: 'orders_refunded_by_refund_date',
      names: { zh: '退款订单数（退款日）', en: 'Orders refunded' },
      description: { zh: '所选时间内发生退款的订单数。', en: 'Orders refunded in the bucket.' },
      formula: 'distinct orders of refund lines, by refund; a refund without a known order counts as one',
      unit: 'count',
      entity: 'order',
      computation: {
        kind: 'simple',
        measure: {
          source: refundsByRefundDate,
          aggregate: 'distinct',
          column: `if(order_id = toUUID('00000000-0000-0000-0000-000000000000'), refund_id, order_id)`,
          where: notPresale,
        },
      },
    }),
    onRefundDate({
      id: 'refund_rate_orders_by_refund_date',
      dictionary: 25,
      names: { zh: '退款率(单)（退款日）', en: 'Refund rate by orders, refund date' },
      description: {
        zh: '所选时间内退款的订单数除以同期成交订单数。',
        en: 'Orders refunded in the bucket per order paid in the same bucket.',
      },
      formula: 'orders_refunded_by_refund_date / paid_orders',
      unit: 'share',
      entity: 'order',
      computation: {
        kind: 'ratio',
        numerator: 'orders_refunded_by_refund_date',
        denominator: 'paid_orders',
      },
    }),
    onRefundDate({
      id: 'refund_rate_amount_by_refund_date',
      dictionary: 26,
      names: { zh: '退款率(额)（退款日）', en: 'Refund rate by amount, refund date' },
      description: {
        zh: '所选时间内的退款金额除以同期成交金额。',
        en: 'Refunded in the bucket per amount paid in the same bucket.',
      },
      formula: 'refund_amount_by_refund_date / gmv',
      unit: 'share',
      computation: { kind: 'ratio', numerator: 'refund_amount_by_refund_date', denominator: 'gmv' },
    }),
  ].map(basisOf),
];
