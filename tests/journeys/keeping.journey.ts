import { expect, it } from 'vitest';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** What an owner keeps in order: keys, targets, and the log of who did what. */
export function keepingJourneys(ground: () => Ground): void {
  it('makes a key that works, revokes it by its name, and finds both in the audit log', async () => {
    const { demo } = ground();
    const { page, close } = await ground().enter(plainLook);
    const name = `看板 ${Date.now().toString(36)}`;
    await page.goto('/console/settings/keys');
    await page.getByRole('button', { name: say('keys.newApi') }).click();
    await page.getByLabel(say('keys.name')).fill(name);
    await page.getByRole('checkbox', { name: say('permission.metrics:read') }).check();
    await page.getByRole('button', { name: say('keys.create') }).click();
    const secret = (await page.locator('.secret-box code').first().textContent()) ?? '';
    const statusWith = async (key: string) =>
      (await fetch(`${demo.url}/api/metrics`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await statusWith(secret)).toBe(200);
    await page.getByRole('button', { name: say('form.done') }).click();

    await page.getByRole('button', { name: `${say('keys.revoke')}: ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: say('keys.revoke') }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => statusWith(secret)).toBe(401);

    await page.goto('/console/settings/audit');
    await page.getByLabel(say('audit.action')).selectOption('api_key.revoked');
    await page.waitForURL(/action=api_key\.revoked/);
    await page.getByRole('row', { name: new RegExp(name) }).waitFor();
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(say('audit.from')).fill(tomorrow);
    await page.getByText(say('audit.emptyTitle')).waitFor();
    await page.getByRole('button', { name: say('audit.clear') }).click();
    await page
      .getByRole('row', { name: new RegExp(name) })
      .first()
      .waitFor();
    await close();
  });

  it('sets a target, sees it kept, and takes it back', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/settings/targets');
    const field = page.getByLabel('客单价', { exact: true });
    await field.fill('256.5');
    await page.getByRole('button', { name: say('form.save') }).click();
    await page.getByRole('button', { name: say('form.undo') }).waitFor();
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe('256.5');
    await field.fill('');
    await page.getByRole('button', { name: say('form.save') }).click();
    await page.getByRole('button', { name: say('form.undo') }).waitFor();
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe('');
    await close();
  });
}
