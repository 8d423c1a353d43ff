import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { AudienceView, DeliveryView } from '../../src/audiences/contract.ts';
import type { ProductRow } from '../../src/shop/contract.ts';
import { type ApiShopper, apiShopper, buyOne } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { type Sides, sidesByRows } from './hold-out-rows.ts';
import { expectFocusKept, isFocused, pressByKey } from './keyboard.ts';
import type { DemoSignIn } from './product.ts';
import { texts } from './texts.ts';

const say = texts('zh');
/** So many are on one side once in half a million runs. */
const guestsCount = 20;
const together = 4;
/** As many buyers as a result needs, and two more. */
const buyersFirst = 12;
const full = (people: number) => people.toLocaleString('zh-CN');
/** In percent, two digits behind the point, and three that say something of a small one. */
function share({ people, buyers }: Sides['delivered']): string {
  const value = buyers / people;
  const digits = [2, 3, 4, 5].find((count) => value * 100 >= 10 ** (2 - count)) ?? 6;
  return value.toLocaleString('zh-CN', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: digits,
  });
}
const sides = ['delivered', 'heldOut'] as const;

/** Somebody delivers an audience, people buy, and the page tells what the delivery did, and out of what it knows. */
export function holdOutJourneys(ground: () => Ground): void {
  it('sees what a delivery did against those held out, and opens what it was made of, by mouse and by keys', {
    timeout: 900_000,
  }, async () => {
    const { ask, enter, demo, folder } = ground();
    const { items } = await ask<{ items: ProductRow[] }>('/api/products?shelf=online&limit=50');
    const product = items.toSorted((one, other) => other.available - one.available)[0];
    if (!product) throw new Error('The demo sells nothing.');
    const guests: ApiShopper[] = [];
    for (let batch = 0; batch < guestsCount; batch += together)
      guests.push(
        ...(await Promise.all(Array.from({ length: together }, () => guestSeeing(demo, product.id)))),
      );
    // A rule of its own: who fulfils one that was asked for shortly before is remembered, without these guests.
    const days = 200 + (Math.floor(Date.now() / 1_000) % 150);
    const rule = { kind: 'last', what: { action: 'visited' }, op: 'within', days };
    const name = `留白 ${Date.now().toString(36)}`;
    const audience = await ask<AudienceView>('/api/audiences', { name, rule });
    const delivery = await ask<DeliveryView>('/api/audience-deliveries', {
      audienceId: audience.id,
      target: 'ads',
      holdOutPercent: 50,
    });
    const rows = () => sidesByRows(folder, delivery.id);
    const boughtOnBoth = async () => {
      const { delivered, heldOut } = await rows();
      return delivered.buyers + heldOut.buyers >= buyersFirst && delivered.buyers > 0 && heldOut.buyers > 0;
    };
    for (let from = 0; from < buyersFirst; from += together)
      await Promise.all(guests.slice(from, from + together).map((guest) => buyOne(guest, product.id)));
    // The draw may have put all of them on one side: then others buy as well.
    for (const guest of guests.slice(buyersFirst)) {
      if (await boughtOnBoth()) break;
      await buyOne(guest, product.id);
    }
    await expect.poll(boughtOnBoth).toBe(true);

    const { page, close } = await enter(plainLook);
    const result = page.getByRole('region', { name: say('deliveries.result'), exact: true });
    const open = result.getByRole('button', { name: say('explain.reckoning') });
    const dialog = page.getByRole('dialog');
    // Others may buy meanwhile, so the page is asked anew until it and the rows speak of the same moment.
    const shown = async () => {
      const before = await rows();
      await page.goto(`/console/audiences/deliveries/${delivery.id}`);
      await open.waitFor();
      const cells = await result.locator('tbody td').allInnerTexts();
      return { cells, counted: before, settled: JSON.stringify(before) === JSON.stringify(await rows()) };
    };
    let counted: Sides | undefined;
    await expect
      .poll(async () => {
        const seen = await shown();
        counted = seen.counted;
        const told = sides.flatMap((side) => {
          const arm = seen.counted[side];
          return [full(arm.people), full(arm.buyers), share(arm)];
        });
        return seen.settled && seen.cells.join() === told.join();
      })
      .toBe(true);
    if (!counted) throw new Error('Nothing was counted.');
    const { delivered, heldOut } = counted;
    const ratio = delivered.buyers / delivered.people / (heldOut.buyers / heldOut.people);
    const written = timesOf(ratio);
    await expect.poll(() => result.locator('.dlv-verdict').textContent()).toContain(`${written} 倍`);

    await open.click();
    await expectReckoned(page, counted, written);
    await expectFocusKept(page, dialog);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(open)).toBe(true);

    // The same by keys alone, and by its address.
    await page.goto(`/console/audiences/deliveries/${delivery.id}`);
    await pressByKey(page, open);
    await dialog.waitFor();
    await page.waitForURL(/about=result/);
    await page.reload();
    await dialog.getByText(say('deliveries.intervalMeans')).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await ask(`/api/audience-deliveries/${delivery.id}/withdraw`, {});
    await close();
  });
}

async function guestSeeing(demo: DemoSignIn, productId: string): Promise<ApiShopper> {
  const guest = await apiShopper(demo.url, demo.apiKey);
  const event = { id: crypto.randomUUID(), at: new Date().toISOString(), event: 'Product Viewed', productId };
  await guest.ask('POST', '/api/storefront/events', { events: [event] });
  return guest;
}

/** Two digits, or as many as it takes to tell it from 1. */
function timesOf(ratio: number): string {
  const digits = [2, 3, 4, 5, 6].find((count) => ratio === 1 || Number(ratio.toFixed(count)) !== 1) ?? 7;
  return ratio.toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The drawer says the counts of both sides, the ratio of their shares, and an interval that holds it. */
async function expectReckoned(page: Page, counted: Sides, written: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('.explain-value strong', { hasText: `${written}×` }).waitFor();
  for (const side of sides) {
    const { people, buyers } = counted[side];
    const text = say('deliveries.armReckoned', {
      people: full(people),
      buyers: full(buyers),
      share: share(counted[side]),
    });
    await dialog.getByText(text, { exact: true }).first().waitFor();
  }
  const reckoned = say('deliveries.ratioReckoned.both', {
    share: share(counted.delivered),
    other: share(counted.heldOut),
    ratio: written,
  });
  await dialog.getByText(reckoned, { exact: true }).waitFor();
  const between = await dialog.locator('.explain-value .quiet').textContent();
  const [low = 0, high = 0] = (between ?? '').split('–').map((text) => Number(text.replaceAll(',', '')));
  const ratio = Number(written.replaceAll(',', ''));
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(ratio);
  expect(high).toBeGreaterThan(ratio);
}
