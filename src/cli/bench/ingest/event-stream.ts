/** People who take turns, enough that most events find their person remembered and some do not. */
const shoppers = 50_000;
const products = 2_000;
const spreadMs = 6 * 3_600_000;

const names = ['Product Impression', 'Product Viewed', 'Product Clicked', 'Content Played', 'Product Added'];
const touches = [
  '"carrier":"live","source":"feed","account_type":"self","room_id":"room-7","touch_second":1834',
  '"carrier":"short_video","source":"follow","account_type":"partner","content_id":"video-112","creator_id":"creator-9"',
  '"carrier":"product_card","source":"search","account_type":"none","query":"无线蓝牙耳机"',
  '"carrier":"product_card","source":"mall","account_type":"none","plan_id":"plan-31"',
];
const context =
  '"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"locale":"zh-CN","userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"}';

/**
 * Bodies of `/v1/batch` as the Segment SDK sends them, every event with an id of its own. Put together as
 * text, because the machine is shared with what is measured.
 */
export function* batches(size: number, nowMs: number): Generator<Buffer> {
  for (let number = 0; ; ) {
    let text = '';
    for (let place = 0; place < size; place++, number++)
      text += `${place === 0 ? '' : ','}${event(number, nowMs)}`;
    yield Buffer.from(`{"batch":[${text}],"sentAt":"${new Date().toISOString()}"}`);
  }
}

function event(number: number, nowMs: number): string {
  const shopper = (number * 7_919) % shoppers;
  const product = (number * 31) % products;
  const at = new Date(nowMs - spreadMs + ((number * 7) % spreadMs)).toISOString();
  const who = shopper % 3 === 0 ? `"anonymousId":"visitor-${shopper}"` : `"userId":"shopper-${shopper}"`;
  return `{"type":"track","messageId":"node-next-${nowMs}-${number}","timestamp":"${at}","event":"${names[number % names.length]}",${who},"properties":{"product_id":"product-${product}","sku":"sku-${product}-2","category":"数码","position":${number % 40},"price":129.9,"currency":"CNY","request_id":"request-${number >> 4}","brand":"草木野",${touches[number % touches.length]}},${context}}`;
}
