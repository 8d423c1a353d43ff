import { setTimeout as pause } from 'node:timers/promises';
import { drawer, wholeBetween } from '#science/random';
import type { CheckoutView, PurchaseView, RefundView, TestOutcome } from '#shop/contract';
import type { Stall } from './market-day.ts';
import { Refused, type StorefrontPhone } from './storefront-phone.ts';
import type { Living, Wish } from './watch-and-wish.ts';

/** How paying goes: what the provider is told to do, or that the shopper thinks better of it. */
type Paying = Exclude<TestOutcome, 'fail'> | 'fail_then_succeed' | 'cancel';
const drawPaying = drawer<Paying>(
  [
    ...(['succeed', 'succeed', 'succeed', 'twice', 'before_response', 'late'] as const),
    ...(['fail_then_succeed', 'late_fail', 'silent', 'cancel', 'refund_late', 'refund_fails'] as const),
  ],
  () => 1,
);
const unpaid: readonly Paying[] = ['late_fail', 'silent', 'cancel'];

/** What becomes of an order that was paid. */
type Aftermath = 'keep' | 'one_unit' | 'whole' | 'approved' | 'refused' | 'goodwill' | 'received';
const drawAftermath = drawer<Aftermath>(
  ['keep', 'keep', 'one_unit', 'whole', 'approved', 'refused', 'goodwill', 'received'],
  () => 1,
);

type Bought = {
  readonly order: PurchaseView;
  readonly stall: Stall;
  readonly place: number;
  readonly priceOf: ReadonlyMap<string, number>;
  /** What the provider will do with money that is to go back. */
  readonly canGiveBack: boolean;
};

/** Places an order of wishes, over several shops where they are of several, pays or does not, sends back or does not. */
export async function buyAndReturn(
  living: Living,
  phone: StorefrontPhone,
  addressId: string,
  wishes: readonly Wish[],
): Promise<void> {
  const { notes, market, shopper, random } = living;
  const lines = oncePerSku(wishes);
  if (lines.length === 0) return;
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const placed = await place(phone, addressId, lines, total, random() < 0.5);
  if (!placed) {
    notes.soldOut++;
    return;
  }
  const paying = drawPaying(random);
  await pay(phone, placed, paying);
  const priceOf = new Map(lines.map(({ skuId, price }) => [skuId, price]));
  for (const { id, shopId } of placed.orders) {
    const own = lines.filter((line) => line.shopId === shopId);
    const stall = market.stalls.findIndex((one) => one.shopId === shopId);
    notes.orders.push({
      orderId: id,
      stall,
      shopper,
      amount: own.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
      units: own.reduce((sum, { quantity }) => sum + quantity, 0),
      mustBePaid: !unpaid.includes(paying),
    });
    const owner = market.stalls[stall];
    if (!owner || unpaid.includes(paying)) continue;
    const order = await phone.ask<PurchaseView>('GET', `/orders/${id}`);
    const bought = { order, stall: owner, place: stall, priceOf, canGiveBack: paying !== 'refund_fails' };
    const asksBack = paying === 'refund_fails' || paying === 'refund_late';
    await goOn(living, phone, bought, asksBack ? 'one_unit' : drawAftermath(random));
  }
}

function oncePerSku(wishes: readonly Wish[]): Wish[] {
  return [...new Map(wishes.map((wish) => [wish.skuId, wish])).values()];
}

/** Null where the last piece went to somebody else. The total is the shopper's own: another would be refused. */
async function place(
  phone: StorefrontPhone,
  addressId: string,
  lines: readonly Wish[],
  total: number,
  throughCart: boolean,
): Promise<CheckoutView | null> {
  const wanted = lines.map(({ skuId, quantity, touch }) => ({ skuId, quantity, touch, touchSecond: 1 }));
  try {
    if (!throughCart)
      return await phone.ask<CheckoutView>('POST', '/checkouts', { lines: wanted, addressId, total });
    for (const { skuId, ...line } of wanted)
      await phone.ask('PUT', `/cart/${skuId}`, { ...line, selected: true });
    return await phone.ask<CheckoutView>('POST', '/checkouts', { fromCart: true, addressId, total });
  } catch (error) {
    if (!(error instanceof Refused) || !['sold_out', 'price_changed'].includes(error.code)) throw error;
    for (const { skuId } of throughCart ? wanted : [])
      await phone.ask('PUT', `/cart/${skuId}`, { quantity: 0 });
    return null;
  }
}

async function pay(phone: StorefrontPhone, { id, orders }: CheckoutView, paying: Paying): Promise<void> {
  const ask = (outcome: TestOutcome) =>
    phone.ask<CheckoutView>('POST', `/checkouts/${id}/pay`, {
      provider: 'test',
      outcome,
      ...(outcome.startsWith('late') ? { delayMs: 300 } : {}),
    });
  if (paying === 'cancel') {
    const order = await phone.ask<PurchaseView>('GET', `/orders/${orders[0]?.id}`);
    await phone.ask('POST', `/orders/${order.id}/cancel`, { version: order.version });
    return;
  }
  if (paying === 'fail_then_succeed') await ask('fail');
  const { state } = await ask(paying === 'fail_then_succeed' ? 'succeed' : paying);
  if (unpaid.includes(paying)) return;
  for (let seen: string = state; seen !== 'paid'; await pause(100))
    seen = (await phone.ask<CheckoutView>('GET', `/checkouts/${id}`)).state;
}

async function goOn(
  living: Living,
  phone: StorefrontPhone,
  bought: Bought,
  aftermath: Aftermath,
): Promise<void> {
  const { order, stall } = bought;
  const path = `/api/orders/${order.id}`;
  switch (aftermath) {
    case 'keep':
      return;
    case 'one_unit':
    case 'whole':
      await askBack(living, phone, bought, order.version, aftermath === 'whole', true);
      return;
    case 'goodwill': {
      const [line] = order.lines;
      const most = line?.paid ?? 1;
      const amount = wholeBetween(living.random, 1, most);
      const given = await stall.api.post<RefundView>(`${path}/refunds`, {
        version: order.version,
        lines: [{ lineId: line?.id, quantity: 0, amount }],
        reason: 'for the trouble',
      });
      note(living, bought, { refundId: given.id, amount, beforeShipping: false, mustSucceed: true });
      return;
    }
    case 'approved':
    case 'refused':
    case 'received': {
      const parcel = { carrier: 'SF', trackingNumber: `SF-${living.shopper}` };
      await stall.api.post(`${path}/ship`, { ...parcel, version: order.version });
      let { version } = await phone.ask<PurchaseView>('GET', `/orders/${order.id}`);
      if (aftermath === 'received')
        version = (await phone.ask<PurchaseView>('POST', `/orders/${order.id}/receive`, { version })).version;
      const refundId = await askBack(living, phone, bought, version, false, false, aftermath !== 'refused');
      const asked = await stall.api.get<RefundView>(`/api/refunds/${refundId}`);
      await stall.api.post(`/api/refunds/${refundId}/decide`, {
        version: asked.version,
        decision: aftermath === 'refused' ? 'refused' : 'approved',
        note: 'looked at',
      });
      return;
    }
  }
}

/** Asks for all units, or for one of the first line, and notes what they cost. */
async function askBack(
  living: Living,
  phone: StorefrontPhone,
  bought: Bought,
  version: number,
  whole: boolean,
  beforeShipping: boolean,
  isGranted = true,
): Promise<string> {
  const { order, priceOf, canGiveBack } = bought;
  const lines = (whole ? order.lines : order.lines.slice(0, 1)).map((line) => ({
    line,
    quantity: whole ? line.quantity : 1,
  }));
  const amount = lines.reduce(
    (sum, { line, quantity }) => sum + quantity * (priceOf.get(line.skuId ?? '') ?? 0),
    0,
  );
  const after = await phone.ask<PurchaseView>('POST', `/orders/${order.id}/refunds`, {
    version,
    lines: lines.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
    reason: 'changed my mind',
  });
  const [refund] = after.refunds;
  if (!refund || after.refunds.length !== 1) throw new Error(`Order ${order.id} shows no refund of its own.`);
  note(living, bought, {
    refundId: refund.id,
    amount,
    beforeShipping,
    mustSucceed: isGranted && canGiveBack,
  });
  return refund.id;
}

function note(
  { notes }: Living,
  { order, place: stall }: Bought,
  refund: {
    readonly refundId: string;
    readonly amount: number;
    readonly beforeShipping: boolean;
    readonly mustSucceed: boolean;
  },
): void {
  notes.refunds.push({ orderId: order.id, stall, ...refund });
}
