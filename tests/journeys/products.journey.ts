import { expect, it } from 'vitest';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { redPicture } from './red-picture.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** A merchandiser brings a product on the shelf, and takes it off again with one slip undone. */
export function productJourneys(ground: () => Ground): void {
  it('creates a product, mends what the review refused, and puts it on the shelf', async () => {
    const { demo } = ground();
    const { page, close } = await ground().enter(plainLook);
    const tag = Date.now().toString(36);
    const name = `旅程冲锋衣 ${tag}`;
    await page.goto('/console/shop/products?product=new');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('products.name'), { exact: true }).fill(`全网第一 ${name}`);
    await dialog.getByLabel(say('products.sku.code'), { exact: true }).fill(`J-${tag}`);
    await dialog.getByLabel(`${say('products.sku.price')} (CNY)`, { exact: true }).fill('899');
    await dialog.getByLabel(say('products.sku.stock'), { exact: true }).fill('12');
    await dialog.getByRole('button', { name: say('products.create') }).click();

    await dialog.getByRole('button', { name: say('products.submit') }).click();
    const reasons = dialog.locator('.product-reasons');
    await reasons.waitFor();
    await expect.poll(() => reasons.textContent()).toContain('全网第一');
    await expect.poll(() => reasons.textContent()).toContain(say('products.reason.picture_missing'));

    await dialog.locator('input[type=file]').setInputFiles({
      name: 'red.png',
      mimeType: 'image/png',
      buffer: redPicture,
    });
    await dialog.locator('.product-pictures img').waitFor();
    await dialog.getByLabel(say('products.name'), { exact: true }).fill(name);
    await dialog.getByRole('button', { name: say('form.save') }).click();
    // The title is the product's name as it is saved.
    await dialog.getByRole('heading', { name, exact: true }).waitFor();
    await dialog.getByRole('button', { name: say('products.submit') }).click();
    await dialog.getByRole('button', { name: say('products.list') }).click();
    await dialog.getByText(say('products.shelf.online'), { exact: true }).waitFor();

    const shown = async () => {
      const answer = await fetch(`${demo.url}/api/products?search=${encodeURIComponent(name)}`, {
        headers: { authorization: `Bearer ${demo.apiKey}` },
      });
      const { items } = (await answer.json()) as { items: { shelf: string; available: number }[] };
      return items.map(({ shelf, available }) => ({ shelf, available }));
    };
    await expect.poll(shown).toEqual([{ shelf: 'online', available: 12 }]);

    await page.goto(`/console/shop/products?search=${encodeURIComponent(name)}`);
    await page.getByRole('checkbox', { name: say('products.choose', { name }) }).check({ force: true });
    await page
      .getByRole('region', { name: say('products.bulk') })
      .getByText(say('products.unlist'))
      .click();
    await expect.poll(shown).toEqual([{ shelf: 'offline', available: 12 }]);
    await page.getByRole('button', { name: say('form.undo') }).click();
    await expect.poll(shown).toEqual([{ shelf: 'online', available: 12 }]);
    await close();
  });

  it('receives stock, and finds the movement in the history', async () => {
    const { demo } = ground();
    const { page, close } = await ground().enter(plainLook);
    const tag = `S-${Date.now().toString(36)}`;
    const headers = { authorization: `Bearer ${demo.apiKey}`, 'content-type': 'application/json' };
    const structure = await fetch(`${demo.url}/api/structure`, { headers });
    const { shops } = (await structure.json()) as { shops: { id: string }[] };
    const made = await fetch(`${demo.url}/api/products`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ shopId: shops[0]?.id, name: tag, skus: [{ code: tag, price: 100, stock: 3 }] }),
    });
    const { id } = (await made.json()) as { id: string };
    await page.goto(`/console/shop/products?product=${id}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('products.stockOpen') }).click();
    await dialog.getByLabel(say('products.stockQuantity.moved')).fill('5');
    await dialog.getByRole('button', { name: say('products.stockMove') }).click();
    await dialog.getByText('+5').waitFor();
    await dialog.getByText(say('products.stockLine', { available: '8', reserved: '0' })).waitFor();
    await close();
  });
}
