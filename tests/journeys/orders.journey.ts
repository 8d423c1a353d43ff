import { expect, it } from 'vitest';
import type { PurchaseView } from '../../src/shop/contract.ts';
import type { FeedPage } from '../../src/traffic/contract.ts';
import { type ApiShopper, apiShopper, buyOne } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');
const wentBack = 'refund_rate_amount_by_refund_date';

/** Whoever packs and answers: orders to be shipped, and shoppers who want their money back. */
export function orderJourneys(ground: () => Ground): void {
  /** Orders of as many different products from the feed. */
  const buySome = async (shopper: ApiShopper, count: number): Promise<PurchaseView[]> => {
    const { items } = await shopper.ask<FeedPage>('GET', '/api/storefront/feed?limit=20');
    const wanted = new Map(items.flatMap((item) => item.video.products.map(({ id }) => [id, item.touch])));
    const orders: PurchaseView[] = [];
    for (const [id, touch] of [...wanted].slice(0, count))
      orders.push(await buyOne(shopper, id, touch ?? undefined));
    return orders;
  };
  const look = (shopper: ApiShopper, { id }: PurchaseView) =>
    shopper.ask<PurchaseView>('GET', `/api/storefront/orders/${id}`);

  it('finds an order by its number, ships it, and sees it finished once the shopper has it', async () => {
    const shopper = await apiShopper(ground().demo.url);
    const [order] = await buySome(shopper, 1);
    if (!order) throw new Error('The feed shows no product.');
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/shop/orders');
    const row = page.locator('.table-row');
    await row.nth(1).waitFor();
    await page.getByLabel(say('orders.number')).fill(order.id);
    await page.getByLabel(say('orders.number')).press('Enter');
    await page.waitForURL(/number=ord_/);
    await expect.poll(() => row.count()).toBe(1);
    await row.click();

    const dialog = page.getByRole('dialog');
    await dialog.getByText(order.id).waitFor();
    await dialog.getByRole('button', { name: say('orders.ship'), exact: true }).click();
    const form = page.getByRole('dialog', { name: say('orders.ship') });
    await form.getByRole('button', { name: say('orders.ship') }).click();
    await form.getByText(say('orders.trackingWrong')).waitFor();
    await form.getByLabel(say('orders.carrier')).fill('顺丰速运');
    await form.getByLabel(say('orders.tracking')).fill('SF1234567890');
    await form.getByRole('button', { name: say('orders.ship') }).click();
    await form.waitFor({ state: 'detached' });
    await row.getByText(say('value.order_state.shipped')).waitFor();

    const shipped = await look(shopper, order);
    expect(shipped).toMatchObject({
      state: 'shipped',
      shipments: [{ carrier: '顺丰速运', trackingNumber: 'SF1234567890' }],
    });
    await shopper.ask('POST', `/api/storefront/orders/${order.id}/receive`, { version: shipped.version });
    // Nobody reloads: the list looks again by itself.
    await row.getByText(say('value.order_state.completed')).waitFor();
    await close();
  });

  it('refuses one refund with a reason and agrees to another, and the cockpit moves by what went back', async () => {
    const { ask, quiet, enter, demo } = ground();
    const shopper = await apiShopper(demo.url);
    const orders = await buySome(shopper, 2);
    for (const { id, lines } of orders) {
      const { version } = await ask<{ version: number }>(`/api/orders/${id}`);
      const parcel = lines.map((line) => ({ lineId: line.id, quantity: 1 }));
      const by = { carrier: 'ZTO', trackingNumber: `Z${Date.now()}` };
      await ask(`/api/orders/${id}/ship`, { version, ...by, lines: parcel });
      const { version: shippedAt } = await shopper.ask<PurchaseView>('GET', `/api/storefront/orders/${id}`);
      const wanted = parcel.map(({ lineId }) => ({ lineId, quantity: 1 }));
      const asked = { version: shippedAt, reason: '不想要了', lines: wanted };
      await shopper.ask('POST', `/api/storefront/orders/${id}/refunds`, asked);
    }
    const [kept, returned] = orders as [PurchaseView, PurchaseView];
    await quiet();

    const cockpit = await enter(plainLook);
    await cockpit.page.goto('/console/cockpit?period=today');
    const number = cockpit.page.locator(`[data-metric=${wentBack}] .metric-value`);
    await number.waitFor();
    const before = await number.getAttribute('title');

    const { page, close } = await enter(plainLook);
    await page.goto('/console/shop/refunds');
    const drawer = page.getByRole('dialog');
    const open = (order: PurchaseView) =>
      page
        .locator('.table-row', { hasText: order.lines[0]?.name ?? '' })
        .first()
        .click();
    await open(kept);
    await drawer.getByRole('button', { name: say('refunds.refuse') }).click();
    await drawer.getByText(say('refunds.noteNeeded')).waitFor();
    await drawer.getByLabel(say('refunds.note')).fill('已拆封，影响二次销售');
    await drawer.getByRole('button', { name: say('refunds.refuse') }).click();
    await drawer.getByText(say('refunds.standing.refused')).first().waitFor();
    await page.keyboard.press('Escape');
    expect((await look(shopper, kept)).refunds).toMatchObject([
      { decision: 'refused', decisionNote: '已拆封，影响二次销售' },
    ]);
    expect(await number.getAttribute('title')).toBe(before);

    await open(returned);
    await drawer.getByRole('button', { name: say('refunds.approve') }).click();
    await drawer.getByText(say('refunds.standing.done')).first().waitFor();
    await expect.poll(async () => (await look(shopper, returned)).refunded).toBe(returned.total);
    await expect.poll(() => number.getAttribute('title')).not.toBe(before);
    await close();
    await cockpit.close();
  });
}
