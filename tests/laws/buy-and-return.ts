import { setTimeout as pause } from 'node:timers/promises';
import { drawer, wholeBetween } from '#science/random';
import type { CheckoutView, PurchaseView, RefundView, TestOutcome } from '#shop/contract';
import { type CouponChosen, chooseCoupons, couponUsed } from './choose-coupons.ts';
import { firstPiece, paidByLine, takenOff } from './discount-by-hand.ts';
import type { Stall } from './market-day.ts';
import { awaitBack, type Held, type Purse } from './shopper-purse.ts';
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
  /** What each line cost, by the shopper's own reckoning, by SKU. */
  readonly paidFor: ReadonlyMap<string, number>;
  readonly coupon: Held | null;
  /** What the provider will do with money that is to go back. */
  readonly canGiveBack: boolean;
};

/** The device somebody buys with, and what they have at hand. */
export type Buyer = {
  readonly phone: StorefrontPhone;
  readonly addressId: string;
  readonly purse: Purse;
};

/** Places an order of wishes, over several shops where they are of several, pays or does not, sends back or does not. */
export async function buyAndReturn(living: Living, buyer: Buyer, wishes: readonly Wish[]): Promise<void> {
  const { notes, random } = living;
  const lines = oncePerSku(wishes);
  if (lines.length === 0) return;
  const chosen = chooseCoupons(living, buyer.purse, lines);
  const placed = await place(buyer, lines, chosen, random() < 0.5);
  if (!placed) {
    notes.soldOut++;
    return;
  }
  const used = new Map<string, Held | null>();
  for (const { id, shopId } of placed.orders)
    used.set(id, await couponUsed(buyer, id, lines, chosen.get(shopId) ?? null));
  const isWithCoupon = [...used.values()].some((held) => held !== null);
  const [paying, aftermath] = fateOf(living, isWithCoupon ? ++notes.checkoutsWithCoupon : 0);
  await pay(buyer.phone, placed, paying);
  for (const held of used.values())
    if (held && paying === 'cancel') {
      await awaitBack(buyer.phone, held);
      notes.couponsReleased++;
    }
  for (const { id, shopId } of placed.orders) {
    const own = lines.filter((line) => line.shopId === shopId);
    await keepOrGiveBack(living, buyer, { id, shopId, own, coupon: used.get(id) ?? null, paying, aftermath });
  }
}

type Placed = {
  readonly id: string;
  readonly shopId: string;
  readonly own: readonly Wish[];
  readonly coupon: Held | null;
  readonly paying: Paying;
  readonly aftermath: Aftermath | null;
};

/** Of every day's checkouts with coupons the first is called off and the second sent back; all else is drawn. */
function fateOf({ random }: Living, ordinal: number): [Paying, Aftermath | null] {
  if (ordinal === 1) return ['cancel', null];
  return ordinal === 2 ? ['succeed', 'whole'] : [drawPaying(random), null];
}

/** Writes one shop's order down, and lives on with it where it was paid. */
async function keepOrGiveBack(living: Living, { phone }: Buyer, placed: Placed): Promise<void> {
  const { notes, market, shopper, random } = living;
  const { id, own, coupon, paying, aftermath } = placed;
  const stall = market.stalls.findIndex((one) => one.shopId === placed.shopId);
  const off = coupon ? takenOff(coupon, own) : 0;
  const amount = own.reduce((sum, { price, quantity }) => sum + price * quantity, 0) - off;
  const mustBePaid = !unpaid.includes(paying);
  notes.orders.push({
    orderId: id,
    stall,
    shopper,
    amount,
    units: own.reduce((sum, { quantity }) => sum + quantity, 0),
    mustBePaid,
  });
  if (coupon) {
    const { couponId } = coupon;
    notes.couponUses.push({ couponId, stall, orderId: id, off, paid: amount, mustBePaid, cameBack: false });
  }
  const owner = market.stalls[stall];
  if (!owner || !mustBePaid) return;
  const order = await phone.ask<PurchaseView>('GET', `/orders/${id}`);
  // A cent that is left over falls on the first line, as the order lists them.
  const listed = order.lines.flatMap(({ skuId }) => own.find((wish) => wish.skuId === skuId) ?? []);
  const bought = {
    order,
    stall: owner,
    place: stall,
    paidFor: paidByLine(coupon, listed),
    coupon,
    canGiveBack: paying !== 'refund_fails',
  };
  const asksBack = paying === 'refund_fails' || paying === 'refund_late';
  await goOn(living, phone, bought, asksBack ? 'one_unit' : (aftermath ?? drawAftermath(random)));
}

function oncePerSku(wishes: readonly Wish[]): Wish[] {
  return [...new Map(wishes.map((wish) => [wish.skuId, wish])).values()];
}

/** Null where the last piece went to somebody else. The total is the shopper's own: another would be refused. */
async function place(
  { phone, addressId }: Buyer,
  lines: readonly Wish[],
  chosen: ReadonlyMap<string, CouponChosen>,
  throughCart: boolean,
): Promise<CheckoutView | null> {
  const wanted = lines.map(({ skuId, quantity, touch }) => ({ skuId, quantity, touch, touchSecond: 1 }));
  const goods = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const total = [...chosen.values()].reduce((left, { off }) => left - off, goods);
  const coupons = [...chosen].flatMap(([shopId, { asks }]) =>
    asks === 'best' ? [] : [{ shopId, claimedCouponId: asks?.id ?? null }],
  );
  const asked = { addressId, total, coupons };
  try {
    if (!throughCart) return await phone.ask<CheckoutView>('POST', '/checkouts', { lines: wanted, ...asked });
    for (const { skuId, ...line } of wanted)
      await phone.ask('PUT', `/cart/${skuId}`, { ...line, selected: true });
    return await phone.ask<CheckoutView>('POST', '/checkouts', { fromCart: true, ...asked });
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
      const amount = wholeBetween(living.random, 1, most - 1);
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
  const { order, paidFor, coupon, canGiveBack } = bought;
  const lines = (whole ? order.lines : order.lines.slice(0, 1)).map((line) => ({
    line,
    quantity: whole ? line.quantity : 1,
  }));
  const amount = lines.reduce((sum, { line, quantity }) => {
    const paid = paidFor.get(line.skuId ?? '') ?? 0;
    return sum + (quantity === line.quantity ? paid : firstPiece(paid, line.quantity));
  }, 0);
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
  const isAll =
    order.lines.length === lines.length && lines.every((one) => one.quantity === one.line.quantity);
  if (coupon && isAll && beforeShipping && canGiveBack) {
    await awaitBack(phone, coupon);
    const use = living.notes.couponUses.find(({ orderId }) => orderId === order.id);
    if (use) use.cameBack = true;
  }
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
