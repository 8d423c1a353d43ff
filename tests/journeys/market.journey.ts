import { expect, it } from 'vitest';
import { apiShopper } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { redPicture } from './red-picture.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** Whoever runs the market keeps it clean. */
export function marketJourneys(ground: () => Ground): void {
  it('bans a product with a reason that its shop reads, and lifts the ban', async () => {
    const { demo, ask, enter } = ground();
    const name = `无证头盔 ${Date.now().toString(36)}`;
    const { shops } = await ask<{ shops: { id: string }[] }>('/api/structure');
    const sku = { code: name, price: 9_900, stock: 5 };
    type Made = { id: string; version: number };
    const made = await ask<Made>('/api/products', { shopId: shops[0]?.id, name, skus: [sku] });
    const path = `/api/products/${made.id}`;
    const pictured = await fetch(`${demo.url}${path}/pictures`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.apiKey}` },
      body: new Uint8Array(redPicture),
    });
    const passed = await ask<Made>(`${path}/submit`, { version: ((await pictured.json()) as Made).version });
    await ask(`${path}/shelf`, { version: passed.version, shelf: 'online' });
    const shopper = await apiShopper(demo.url);
    const asShopper = () => shopper.statusOf('GET', `/api/storefront/products/${made.id}`);
    await expect.poll(asShopper).toBe(200);

    const { page, close } = await enter(plainLook);
    await page.goto('/console/market/products');
    await page.getByLabel(say('market.search')).fill(name);
    await page.getByLabel(say('market.search')).press('Enter');
    await page.waitForURL(/search=/);
    const row = page.locator('.semi-table-row', { hasText: name });
    await row.getByText(name).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('market.ban') }).click();
    await dialog.getByText(say('market.reasonNeeded')).waitFor();
    const reason = '没有 3C 认证';
    await dialog.getByLabel(say('market.reason')).fill(reason);
    await dialog.getByRole('button', { name: say('market.ban') }).click();
    await dialog.waitFor({ state: 'detached' });
    await row.getByText(say('products.review.banned')).waitFor();
    await expect.poll(asShopper).toBe(404);

    await page.goto(`/console/shop/products?product=${made.id}`);
    await dialog.getByText(say('products.bannedBecause')).waitFor();
    await dialog.getByText(reason).waitFor();
    await dialog.getByRole('button', { name: say('products.delete') }).waitFor();
    expect(await dialog.getByRole('button', { name: say('products.submit') }).count()).toBe(0);

    await page.goto(`/console/market/products?tab=banned&search=${encodeURIComponent(name)}`);
    await row.getByText(reason).click();
    await dialog.getByRole('button', { name: say('market.lift') }).click();
    await dialog.waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    await page.goto(`/console/shop/products?product=${made.id}`);
    await dialog.getByRole('button', { name: say('products.submit') }).click();
    await dialog.getByRole('button', { name: say('products.list') }).click();
    await expect.poll(asShopper).toBe(200);
    await close();
  });
}
