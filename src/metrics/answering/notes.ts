import type { MetricNote } from '../contract.ts';

/** What an answer has to say beside its numbers; one place for the words. */
export const notes = {
  unknownPayers: (unknown: number, orders: number, metrics: string[]): MetricNote => {
    const share = ((unknown / orders) * 100).toFixed(1);
    return {
      code: 'unknown_payers',
      text: {
        zh: `${orders} 单中有 ${unknown} 单（${share}%）付款人未知，不计入人数。`,
        en: `${unknown} of ${orders} orders (${share} %) have no known payer and add nobody.`,
      },
      metrics,
    };
  },
  unrated: (currency: string): MetricNote => ({
    code: 'rate_missing',
    text: {
      zh: `部分订单缺少支付日兑 ${currency} 的汇率，相应金额为空。`,
      en: `For some orders there is no rate to ${currency} on the pay day; those amounts are missing.`,
    },
  }),
  unsafe: (metrics: string[]): MetricNote => ({
    code: 'value_too_large',
    text: {
      zh: '数值超出可精确表示的范围。',
      en: 'The value is too large to be shown exactly.',
    },
    metrics,
  }),
  stillRunning: (): MetricNote => ({
    code: 'period_still_running',
    text: {
      zh: '本期尚未结束，与对比期的同等时长相比。',
      en: 'The period is still running and is compared with the same length of the other one.',
    },
  }),
  noPeers: (): MetricNote => ({
    code: 'peers_not_comparable',
    text: {
      zh: '同行对比只支持整个组织，可按载体、来源、自营/合作、付费或类目查看。',
      en: 'Peers are compared as whole organisations, by carrier, source, self or partner, paid or category only.',
    },
  }),
  hiddenPeers: (): MetricNote => ({
    code: 'peers_hidden',
    text: {
      zh: '同行数量不足或其中一家占比过半，为保护隐私不显示中位数。',
      en: 'Where too few organisations have data, or one of them is more than half of it, no median is shown.',
    },
  }),
  noTarget: (): MetricNote => ({
    code: 'target_missing',
    text: {
      zh: '部分时段没有设定目标（按月、按组织/品牌/店铺设定）。',
      en: 'Some values have no target; targets are set by month for the organisation, a brand or a shop.',
    },
  }),
  noData: (sources: string[]): MetricNote => ({
    code: 'no_data_yet',
    text: {
      zh: `尚无数据：${sources.join('、')}。`,
      en: `No data yet: ${sources.join(', ')}.`,
    },
  }),
} as const;
