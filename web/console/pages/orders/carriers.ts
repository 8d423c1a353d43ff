/** Carriers that are offered; any other can be typed. */
export const carriers = [
  '顺丰速运',
  '中通快递',
  '圆通速递',
  '韵达快递',
  '京东物流',
  '中国邮政',
  'DHL',
  'UPS',
  'FedEx',
] as const;
