/**
 * Words that no product and no video of this market may say. Superlatives and promises that Article 9 of China's
 * Advertising Law forbids, cures that Article 17 keeps from anything but medicine, ways around the platform, and
 * goods that nobody may sell here. Added to by whoever runs the market.
 */
export const forbiddenWords: readonly string[] = [
  // 绝对化用语
  '国家级',
  '世界级',
  '最高级',
  '最佳',
  '最低价',
  '全网最低',
  '全网第一',
  '销量第一',
  '第一品牌',
  '史上最强',
  '绝无仅有',
  '万能',
  '百分百有效',
  '100%有效',
  '永不反弹',
  'best in the world',
  'number one in the world',
  '100% effective',
  'guaranteed results',
  // 医疗用语
  '根治',
  '治愈',
  '包治百病',
  '药到病除',
  '抗癌',
  '降血压',
  '无副作用',
  'miracle cure',
  'cures cancer',
  'no side effects',
  // 站外引流
  '加微信',
  '加我微信',
  '私下交易',
  '绕过平台',
  'whatsapp me',
  'pay outside',
  // 违禁品
  '赌博',
  '博彩',
  '代开发票',
  '枪支',
  '毒品',
  '高仿',
  'a货',
  'replica watch',
  'online casino',
];
