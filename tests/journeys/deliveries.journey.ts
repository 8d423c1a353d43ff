import { expect, it } from 'vitest';
import type { PlanView } from '../../src/ads/contract.ts';
import type { AudienceView, DeliveryView } from '../../src/audiences/contract.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** Somebody delivers an audience to ads, an operator makes a plan for it, and the delivery is taken back. */
export function deliveryJourneys(ground: () => Ground): void {
  it('delivers an audience to ads, sees who is held out, has a plan for it, and withdraws it', async () => {
    const { ask, enter } = ground();
    const name = `投放 ${Date.now().toString(36)}`;
    const rule = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 365 };
    const audience = await ask<AudienceView>('/api/audiences', { name, rule });
    expect(audience.size).toBeGreaterThan(100);
    const { page, close } = await enter(plainLook);
    await page.goto(`/console/audiences/list/${audience.id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const dialog = page.getByRole('dialog');
    // By keyboard alone.
    await page.getByRole('button', { name: say('deliveries.deliver'), exact: true }).focus();
    await page.keyboard.press('Enter');
    const percent = dialog.getByLabel(say('deliveries.percent'));
    await expect.poll(() => percent.inputValue()).toBe('10');
    await percent.fill('20');
    await percent.press('Enter');
    await page.getByRole('link', { name: say('deliveries.toList') }).waitFor();
    await page.getByRole('heading', { level: 1, name }).waitFor();

    const { items } = await ask<{ items: DeliveryView[] }>(
      `/api/audience-deliveries?audienceId=${audience.id}`,
    );
    const [delivery] = items;
    if (!delivery) throw new Error('Nothing was delivered.');
    expect(delivery).toMatchObject({ target: 'ads', state: 'active', holdOutPercent: 20 });
    expect(delivery.heldOut).toBeGreaterThan(0);
    const facts = page.getByRole('region', { name: say('deliveries.facts') });
    await facts.getByText('(20 %)').waitFor();
    // Somebody may visit meanwhile: the page follows within seconds.
    const isShown = async () => {
      const { heldOut } = await ask<DeliveryView>(`/api/audience-deliveries/${delivery.id}`);
      return ((await facts.textContent()) ?? '').includes(heldOut.toLocaleString('zh-CN'));
    };
    await expect.poll(isShown).toBe(true);
    const log = page.getByRole('region', { name: say('deliveries.runs'), exact: true });
    await expect.poll(() => log.getByRole('row').count()).toBeGreaterThan(1);

    await page.goto('/console/ads/plans');
    const planName = `给${name}`;
    await page
      .getByRole('button', { name: say('ads.newPlan') })
      .first()
      .click();
    await dialog.getByRole('button', { name: say('ads.next') }).click();
    await dialog.getByRole('radio', { name: say('ads.bidding.max_volume') }).check();
    await dialog.getByLabel(say('ads.dayBudget')).fill('1');
    await dialog.getByRole('button', { name: say('ads.next') }).click();
    await dialog.getByLabel(say('ads.name'), { exact: true }).fill(planName);
    await dialog.getByLabel(say('ads.audience'), { exact: true }).selectOption('group');
    // Nobody chosen yet: the form says so and keeps what was typed.
    await dialog.getByRole('button', { name: say('ads.create') }).click();
    await dialog.getByText(say('ads.groupsMissing')).waitFor();
    const groups = dialog.getByRole('group', { name: say('ads.groups'), exact: true });
    await groups.getByRole('checkbox', { name }).check();
    await dialog.getByRole('button', { name: say('ads.create') }).click();
    await dialog.waitFor({ state: 'detached' });
    const planOf = async () => {
      const plans = await ask<{ items: PlanView[] }>('/api/ads/plans');
      return plans.items.find((one) => one.name === planName);
    };
    await expect.poll(planOf).toMatchObject({ audience: 'group', groups: [{ name, isOpen: true }] });
    const plan = await planOf();

    await page.goto(`/console/audiences/deliveries/${delivery.id}`);
    await page.getByRole('button', { name: say('deliveries.withdraw'), exact: true }).click();
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: say('deliveries.withdraw'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(say('deliveries.is.withdrawn'), { exact: true }).first().waitFor();
    await expect.poll(planOf).toMatchObject({ status: 'groups_closed', groups: [{ isOpen: false }] });
    await page.goto('/console/audiences/deliveries');
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText(say('deliveries.is.withdrawn')).waitFor();
    await ask(`/api/ads/plans/${plan?.id}/archive`, {});
    await close();
  });
}
