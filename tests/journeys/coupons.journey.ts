import { expect, it } from 'vitest';
import type { AudienceView, DeliveryView } from '../../src/audiences/contract.ts';
import type {
  ClaimedCoupon,
  CouponView,
  OfferedCoupons,
  OrderView,
  ProductRow,
  PurchaseView,
} from '../../src/shop/contract.ts';
import { type ApiShopper, apiShopper } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** With half of them held out, one of so many is a member and one is not, but once in sixteen million times. */
const guestsCount = 24;

/** Guests who looked at a product, so that the organisation knows them. */
async function viewers({ demo }: Ground, productId: string): Promise<ApiShopper[]> {
  const guests: ApiShopper[] = [];
  for (let number = 0; number < guestsCount; number++) {
    const guest = await apiShopper(demo.url, demo.apiKey);
    const viewed = {
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
      event: 'Product Viewed',
      productId,
    };
    await guest.ask('POST', '/api/storefront/events', { events: [viewed] });
    guests.push(guest);
  }
  return guests;
}

const isOffered = async (guest: ApiShopper, productId: string, couponId: string): Promise<boolean> =>
  (await guest.ask<OfferedCoupons>('GET', `/api/storefront/coupons?productId=${productId}`)).items.some(
    ({ id }) => id === couponId,
  );

/** An audience goes to coupons, a coupon is made for it, a member buys with it, and every number agrees. */
export function couponJourneys(ground: () => Ground): void {
  it('makes a coupon for an audience that is delivered to coupons, which only members can claim and use', {
    timeout: 900_000,
  }, async () => {
    const { ask, demo, enter } = ground();
    const mark = Date.now().toString(36);
    const { items: products } = await ask<{ items: ProductRow[] }>('/api/products?shelf=online&limit=50');
    const product = products.find(({ available, priceFrom }) => available > 20 && (priceFrom ?? 0) > 1_000);
    if (!product) throw new Error('The demo sells nothing.');
    const guests = await viewers(ground(), product.id);
    const name = `优惠券人群 ${mark}`;
    const rule = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 362 };
    const audience = await ask<AudienceView>('/api/audiences', { name, rule });

    const { page, close } = await enter(plainLook);
    await page.goto(`/console/audiences/list/${audience.id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: say('deliveries.deliver'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('deliveries.target'), { exact: true }).selectOption('coupons');
    await dialog.getByLabel(say('deliveries.percent')).fill('50');
    await dialog.getByRole('button', { name: say('deliveries.deliver'), exact: true }).click();
    await page.getByRole('link', { name: say('deliveries.use.coupons') }).click();

    await page.getByRole('heading', { level: 1, name: say('coupons.title') }).waitFor();
    const couponName = `专享 ${mark}`;
    await page
      .getByRole('button', { name: say('coupons.add') })
      .first()
      .click();
    await dialog.getByLabel(say('order.shop'), { exact: true }).selectOption(product.shopId);
    await dialog.getByLabel(say('coupons.name'), { exact: true }).fill(couponName);
    await dialog.getByLabel(say('coupons.kind'), { exact: true }).selectOption('direct');
    await dialog.getByLabel(say('coupons.amountOff'), { exact: true }).fill('3.01');
    await dialog.getByLabel(say('coupons.scope'), { exact: true }).selectOption('products');
    await dialog.getByLabel(say('videos.products'), { exact: true }).fill(product.name);
    await dialog.getByRole('button', { name: product.name, exact: true }).first().click();
    await dialog.getByLabel(say('coupons.forWhom'), { exact: true }).selectOption('groups');
    // Nobody chosen yet: the form says so and keeps what was typed.
    const keep = dialog.getByRole('button', { name: say('coupons.saveDraft') });
    await keep.click();
    await dialog.getByText(say('coupons.groupsMissing')).waitFor();
    await dialog
      .getByRole('group', { name: say('coupons.groups'), exact: true })
      .getByRole('checkbox', { name })
      .check();
    await keep.click();
    // What is made is shown, and opened by keyboard.
    await dialog.getByRole('heading', { name: couponName }).waitFor();
    await dialog.getByRole('button', { name: say('coupons.open'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: say('coupons.pause'), exact: true }).waitFor();
    const couponOf = async () => {
      const { items } = await ask<{ items: CouponView[] }>('/api/coupons?state=open');
      const found = items.find((one) => one.name === couponName);
      if (!found) throw new Error('The coupon is not open.');
      return found;
    };
    const coupon = await couponOf();
    expect(coupon).toMatchObject({
      terms: { kind: 'direct', amountOff: 301 },
      groups: [{ name, isOpen: true }],
    });

    const offers = () => Promise.all(guests.map((guest) => isOffered(guest, product.id, coupon.id)));
    await expect.poll(async () => (await offers()).includes(true), { timeout: 180_000 }).toBe(true);
    const offered = await offers();
    const member = guests[offered.indexOf(true)];
    const heldOut = guests[offered.indexOf(false)];
    if (!member || !heldOut) throw new Error('Nobody is held out.');
    const stranger = await apiShopper(demo.url, demo.apiKey);
    for (const other of [heldOut, stranger]) {
      expect(await isOffered(other, product.id, coupon.id)).toBe(false);
      expect(await other.statusOf('POST', `/api/storefront/coupons/${coupon.id}/claim`)).toBe(404);
    }

    const moneyOf = async () => {
      const { rows } = await ask<{ rows: { values: Record<string, number | null> }[] }>(
        '/api/metrics/query',
        {
          metrics: ['gmv', 'user_paid', 'refund_amount'],
          filters: [{ dimension: 'product', op: 'in', values: [product.id] }],
          range: { from: '2000-01-01', to: '2100-01-01' },
        },
      );
      const values = rows[0]?.values ?? {};
      return ['gmv', 'user_paid', 'refund_amount'].map((metric) => values[metric] ?? 0);
    };
    const before = await moneyOf();
    const store = await visitStore(ground());
    await store.context.addCookies([{ name: 'meadow.shopper', value: member.token, url: demo.url }]);
    await store.page.goto(`/p/${product.id}`);
    const ticket = store.page.getByRole('region', { name: say('store.coupons') });
    await ticket.getByRole('button', { name: couponName }).click();
    await ticket
      .getByRole('link', { name: say('store.claimedAlready') })
      .first()
      .waitFor();
    await store.page.getByRole('button', { name: say('store.buyNow') }).click();
    await store.page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.buyNow') })
      .click();
    await store.page.getByRole('heading', { name: say('store.breakdown') }).waitFor();
    // It is used by itself; without it the order costs more, and it can be chosen again.
    const row = store.page.locator('.coupon-row');
    await expect.poll(() => row.textContent()).toContain(couponName);
    await row.click();
    await store.page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.couponNone') })
      .click();
    await expect.poll(() => row.textContent()).toContain(say('store.couponNone'));
    await row.click();
    await store.page.getByRole('dialog').getByRole('button', { name: couponName }).click();
    await expect.poll(() => row.textContent()).toContain('3.01');
    await store.page.getByRole('button', { name: say('store.addAddress') }).click();
    for (const [field, text] of [
      ['recipient', '林小雨'],
      ['phone', '13900000000'],
      ['region', '浙江省 杭州市'],
      ['street', '文三路 1 号'],
    ] as const)
      await store.page.getByLabel(say(`store.address.${field}`)).fill(text);
    await store.page.getByRole('button', { name: say('store.keepAddress') }).click();
    await store.page.getByRole('button', { name: say('store.placeOrder') }).click();
    await store.page.getByRole('button', { name: say('store.payNow') }).click();
    await store.page.getByRole('link', { name: say('store.seeOrder') }).click();
    await store.page.getByText(say('store.orderState.paid')).waitFor();
    await store.page.getByText(`${couponName} · ${say('store.bearer.shop')}`).waitFor();
    const orderId = store.page.url().split('/').at(-1) ?? '';

    const order = await ask<OrderView>(`/api/orders/${orderId}`);
    expect(order).toMatchObject({ discount: 301, gmv: order.userPaid });
    const mine = await member.ask<PurchaseView>('GET', `/api/storefront/orders/${orderId}`);
    expect(mine).toMatchObject({ total: order.userPaid, discount: 301 });
    await expect
      .poll(couponOf)
      .toMatchObject({ claimed: 1, used: 1, orders: 1, discount: 301, paid: order.userPaid });
    const [gmv = 0, paid = 0, refunded = 0] = before;
    const sums = (back: number) => [gmv + order.gmv, paid + order.userPaid, refunded + back];
    await expect.poll(moneyOf).toEqual(sums(0));
    await page.getByRole('link', { name: say('coupons.seeOrders') }).click();
    await page.getByRole('heading', { level: 1, name: say('orders.title') }).waitFor();
    await page.getByText(say('orders.withCoupon')).waitFor();
    await expect.poll(() => page.locator('.table-row').count()).toBe(1);

    await store.page.getByRole('button', { name: say('store.askRefund') }).click();
    await store.page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.askRefund') })
      .last()
      .click();
    await store.page.getByText(say('store.couponBack')).waitFor();
    await expect.poll(moneyOf).toEqual(sums(order.userPaid));
    await store.page.goto('/me/coupons');
    await store.page.getByText(couponName).first().waitFor();
    const { items: wallet } = await member.ask<{ items: ClaimedCoupon[] }>(
      'GET',
      '/api/storefront/my-coupons',
    );
    expect(wallet.find(({ couponId }) => couponId === coupon.id)).toMatchObject({ state: 'claimed' });
    await store.close();
    await close();

    // The demo is left as it was found: nobody else is to be given anything.
    await ask(`/api/coupons/${coupon.id}/move`, { version: (await couponOf()).version, move: 'end' });
    const { items } = await ask<{ items: DeliveryView[] }>(
      `/api/audience-deliveries?audienceId=${audience.id}`,
    );
    for (const { id } of items) await ask(`/api/audience-deliveries/${id}/withdraw`, {});
  });
}
