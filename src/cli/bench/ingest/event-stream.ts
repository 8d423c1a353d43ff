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

/** Bodies that differ in more than the numbers in them; after so many the shoppers come round again. */
const patternEvents = shoppers;
const digits = 9;
const numberMark = '#'.repeat(digits);
const groupMark = '%'.repeat(digits);
const timeMark = '2000-00-00T00:00:00.000Z';

/** A body whose numbers and times are to be filled in, and where in it they stand. */
type Pattern = {
  readonly bytes: Buffer;
  /** Three for each event. */
  readonly places: readonly number[];
  readonly sentAt: number;
};

/**
 * Bodies of `/v1/batch` as the Segment SDK sends them, every event with an id of its own. The machine is shared
 * with what is measured, so a body is printed once and later only copied, with new numbers and times put in.
 */
export function* batches(size: number, nowMs: number): Generator<Buffer> {
  const patterns = new Map<number, Pattern>();
  for (let first = 0; ; first += size) {
    const turn = first % patternEvents;
    const known = patterns.get(turn);
    const pattern = known ?? newPattern(turn, size, nowMs);
    if (!known) patterns.set(turn, pattern);
    yield filled(pattern, first, nowMs);
  }
}

function newPattern(first: number, size: number, nowMs: number): Pattern {
  const events = Array.from({ length: size }, (_, place) => event(first + place, nowMs));
  const bytes = Buffer.from(`{"batch":[${events.join(',')}],"sentAt":"${timeMark}"}`);
  const places: number[] = [];
  for (let from = 0, place = 0; place < size; place++)
    for (const mark of [numberMark, timeMark, groupMark]) {
      from = bytes.indexOf(mark, from);
      places.push(from);
    }
  return { bytes, places, sentAt: bytes.lastIndexOf(timeMark) };
}

function filled({ bytes, places, sentAt }: Pattern, first: number, nowMs: number): Buffer {
  const body = Buffer.from(bytes);
  for (let place = 0; place < places.length; place += 3) {
    const number = first + place / 3;
    putNumber(body, places[place] as number, digits, number);
    putTime(body, places[place + 1] as number, nowMs - spreadMs + ((number * 7) % spreadMs));
    putNumber(body, places[place + 2] as number, digits, number >> 4);
  }
  putTime(body, sentAt, Date.now());
  return body;
}

function putNumber(body: Buffer, from: number, width: number, number: number): void {
  let rest = number;
  for (let at = from + width - 1; at >= from; at--) {
    body[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

const dayMs = 86_400_000;
let printedDay = Number.NaN;
let printedDate = Buffer.alloc(0);

function putTime(body: Buffer, from: number, ms: number): void {
  const day = Math.floor(ms / dayMs);
  if (day !== printedDay) {
    printedDay = day;
    printedDate = Buffer.from(new Date(day * dayMs).toISOString().slice(0, 10));
  }
  body.set(printedDate, from);
  const ofDay = ms - day * dayMs;
  putNumber(body, from + 11, 2, Math.floor(ofDay / 3_600_000));
  putNumber(body, from + 14, 2, Math.floor(ofDay / 60_000) % 60);
  putNumber(body, from + 17, 2, Math.floor(ofDay / 1_000) % 60);
  putNumber(body, from + 20, 3, ofDay % 1_000);
}

function event(number: number, nowMs: number): string {
  const shopper = (number * 7_919) % shoppers;
  const product = (number * 31) % products;
  const who = shopper % 3 === 0 ? `"anonymousId":"visitor-${shopper}"` : `"userId":"shopper-${shopper}"`;
  return `{"type":"track","messageId":"node-next-${nowMs}-${numberMark}","timestamp":"${timeMark}","event":"${names[number % names.length]}",${who},"properties":{"product_id":"product-${product}","sku":"sku-${product}-2","category":"数码","position":${number % 40},"price":129.9,"currency":"CNY","request_id":"request-${groupMark}","brand":"草木野",${touches[number % touches.length]}},${context}}`;
}
