/**
 * The short words of definitions in Chinese. A formula made of metric ids, numbers and signs reads the same in
 * both languages and needs none; a test finds a text that has no Chinese.
 */
const chinese: Readonly<Record<string, string>> = {
  "time of the event, by the sender's clock": '事件发生时间（发送方时钟）',
  'time of payment': '支付时间',
  'time of payment of the refunded order (pay cohort)': '被退款订单的支付时间（支付日口径）',
  'time of the refund': '退款时间（退款日口径）',
  'payments by time of payment, visits by time of the event': '成交按支付时间，访问按事件时间',
  'touch carried by the event': '事件自带的触点',
  'touch of the order line': '订单行的触点',
  'touch of the refunded order line': '被退款订单行的触点',
  'touch of the order line against touch of the event': '订单行触点对事件触点',
  person: '人',
  event: '事件',
  order: '订单',
  'order line': '订单行',
  'refund line': '退款行',
  'distinct persons of events other than impressions': '除曝光外各事件的去重人数',
  'count of events': '事件数',
  'Σ gmv of paid order lines': 'Σ 已支付订单行 gmv',
  'Σ user_paid of paid order lines': 'Σ 已支付订单行 user_paid',
  'Σ gmv of paid presale lines': 'Σ 已支付预售行 gmv',
  'Σ quantity of paid order lines': 'Σ 已支付订单行件数',
  'gmv of the channel / gmv of all channels': '该渠道 gmv / 全部渠道 gmv',
  'Σ amount of refund lines, by payment': 'Σ 退款行金额（按支付日）',
  'Σ amount of refund lines of stage before_shipping': 'Σ 发货前退款行金额',
  'Σ amount of refund lines of stages after_shipping and after_receipt': 'Σ 发货后与签收后退款行金额',
  'Σ amount of refund lines made at most one hour after payment': 'Σ 支付后一小时内的退款行金额',
  'distinct orders of refund lines, by payment': '退款行的去重订单数（按支付日）',
  'Σ amount of refund lines, by refund': 'Σ 退款行金额（按退款日）',
  'distinct orders of refund lines, by refund; a refund without a known order counts as one':
    '退款行的去重订单数（按退款日）；找不到订单的退款各计一单',
  'distinct orders of paid order lines': '已支付订单行的去重订单数',
  'distinct presale orders': '去重预售订单数',
  'distinct buyers of paid order lines': '已支付订单行的去重买家数',
  'time of the impression or click': '曝光或点击的时间',
  'cost by time of the click, orders by time of payment': '消耗按点击时间，订单按支付时间',
  'payments by time of payment, cost by time of the click': '成交按支付时间，消耗按点击时间',
  'the plan that was shown': '展示的广告计划',
  'last ad click within 7 days, else last ad view within 1 day, by person and shop':
    '同一人同一店铺：7 天内最后一次广告点击，否则 1 天内最后一次广告曝光',
  'ad click': '广告点击',
  'ad impression': '广告曝光',
  'Σ price of paid ad clicks': 'Σ 已扣费广告点击价格',
  'count of verified ad impressions': '经验证的广告曝光次数',
  'count of paid ad clicks': '已扣费的广告点击次数',
  'Σ gmv of paid order lines attributed to an ad': 'Σ 归因于广告的已支付订单行 gmv',
  'distinct orders of order lines attributed to an ad': '归因于广告的订单行的去重订单数',
  'people with at least 2 orders in the window': '窗口内至少 2 单的人数',
  'people with an order in the window': '窗口内有订单的人数',
  'buyers of the bucket ∩ buyers of the 365 days before it': '本期买家 ∩ 此前 365 天买家',
  'people with min(paid_at) per shop in the bucket': '在本期完成该店首单的人数',
  'people with min(paid_at) per brand in the bucket': '在本期完成该品牌首单的人数',
  'people with min(paid_at) per category in the bucket': '在本期完成该类目首单的人数',
};

export function inBothLanguages(text: string): { zh: string; en: string } {
  return { zh: chinese[text] ?? text, en: text };
}
