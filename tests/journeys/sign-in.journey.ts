import { expect, it } from 'vitest';
import { openVisit, plainLook, signIn } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

export function signInJourneys(ground: () => Ground): void {
  it('refuses a wrong password in words, and goes on to where one wanted to go', async () => {
    const { browser, demo } = ground();
    const { page, context } = await openVisit(browser, demo.url, plainLook);
    await page.goto('/console/metrics');
    await page.getByLabel(say('auth.email')).fill(demo.email);
    await page.locator('input[type=password]').fill('this is not the password');
    await page.getByRole('button', { name: say('auth.signIn') }).click();
    await page.getByRole('alert').waitFor();
    await page.locator('input[type=password]').fill(demo.password);
    await page.getByRole('button', { name: say('auth.signIn') }).click();
    await page.waitForURL(/\/console\/metrics/);
    await page.getByRole('heading', { level: 1, name: say('nav.metrics') }).waitFor();
    await context.close();
  });

  it('signs out and shows nothing any more', async () => {
    // A session of its own: signing out ends it on the server too.
    const { browser, demo } = ground();
    const { page, context } = await openVisit(browser, demo.url, plainLook);
    await signIn(page, demo);
    await page.goto('/console/cockpit');
    await page.getByRole('button', { name: say('person.menu') }).click();
    await page.getByRole('button', { name: say('person.signOut') }).click();
    await page.getByLabel(say('auth.email')).waitFor();
    await page.goto('/console/cockpit');
    await page.getByLabel(say('auth.email')).waitFor();
    expect(await page.locator('[data-metric]').count()).toBe(0);
    await context.close();
  });
}
