import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { totp } from '../../src/organisations/sign-in/one-time-code-fixture.ts';
import { openVisit, plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');
const password = 'a long first sentence';

/** People come in: invited as somebody new, invited again as somebody known, locked out, or without their phone. */
export function peopleJourneys(ground: () => Ground): void {
  it('comes in by an invitation, forgets the password, and finds the mailed link where the mail is told', async () => {
    const { browser, demo, folder } = ground();
    const email = addressOf('forgetful');
    const { page, context } = await openVisit(browser, demo.url, plainLook);
    await takeUp(page, await invited(ground(), demo.organizationId, email), '林小满');
    await page.getByRole('button', { name: say('person.menu') }).click();
    await page.getByRole('button', { name: say('person.signOut') }).click();

    await page.getByRole('link', { name: say('auth.forgot') }).click();
    // Both pages ask for an address: one typed before the second is there goes into the first.
    await page.getByText(say('auth.forgotTitle')).waitFor();
    await page.getByLabel(say('auth.email')).fill(email);
    await page.getByRole('button', { name: say('auth.sendLink') }).click();
    await page.getByText(say('auth.sentTitle')).waitFor();
    await page.goto(withinVisit(await mailedLink(folder, email)));
    await page.locator('input[type=password]').fill('another long sentence');
    await page.getByRole('button', { name: say('auth.setPassword') }).click();
    await page.getByText(say('auth.resetDoneTitle')).waitFor();
    await page.getByRole('link', { name: say('auth.signIn') }).click();
    await signInAs(page, email, password);
    await page.getByRole('alert').waitFor();
    await signInAs(page, email, 'another long sentence');
    await page.waitForURL(/\/console\/cockpit/);
    await context.close();
  });

  it('turns the second step on, and comes in with a backup code that works once', async () => {
    const { browser, demo } = ground();
    const email = addressOf('careful');
    const { page, context } = await openVisit(browser, demo.url, plainLook);
    await takeUp(page, await invited(ground(), demo.organizationId, email), '周到');
    await page.goto('/console/settings/profile');
    await page.getByRole('button', { name: say('profile.factorStart') }).click();
    await page.getByLabel(say('auth.password'), { exact: true }).fill(password);
    await page.getByRole('button', { name: say('profile.factorStart') }).click();
    const secret = (await page.locator('.secret-box code').textContent()) ?? '';
    await page.getByLabel(say('profile.factorConfirm')).fill(totp(secret));
    await page.getByRole('button', { name: say('profile.factorFinish') }).click();
    const listed = page.getByRole('list', { name: say('profile.backupCodes') }).getByRole('listitem');
    await listed.first().waitFor();
    const codes = await listed.allInnerTexts();
    await page.getByRole('button', { name: say('profile.kept') }).click();
    await page.getByText(say('profile.factorOn')).waitFor();

    for (const works of [true, false]) {
      const again = await openVisit(browser, demo.url, plainLook);
      await again.page.goto('/console/sign-in');
      await signInAs(again.page, email, password);
      await again.page.getByRole('button', { name: say('auth.useBackup') }).click();
      await again.page.getByLabel(say('auth.backupCode')).fill(codes[0] ?? '');
      await again.page.getByRole('button', { name: say('auth.verify'), exact: true }).click();
      const told = works
        ? again.page.getByRole('button', { name: say('person.menu') })
        : again.page.getByRole('alert').getByText(say('failure.invalid_backup_code'));
      await told.waitFor();
      await again.context.close();
    }
    await context.close();
  });

  it('joins a second organisation as somebody known, and switches between both', async () => {
    const { demo, browser } = ground();
    const { page, context } = await openVisit(browser, demo.url, plainLook);
    const email = addressOf('known');
    await takeUp(page, await invited(ground(), demo.organizationId, email), '两边跑');
    const name = `第二家 ${Date.now().toString(36)}`;
    await page.goto(withinVisit(await invited(ground(), await ground().newOrganization(name), email)));
    await page.getByRole('button', { name: say('auth.joinAs', { email }) }).click();
    await page.waitForURL(/\/console\/cockpit/);
    await page.getByRole('button', { name: say('person.menu') }).click();
    const organizations = page.getByLabel(say('person.organization'));
    await expect.poll(() => organizations.locator('option').allInnerTexts()).toHaveLength(2);
    await expect.poll(() => organizations.locator('option:checked').textContent()).toBe(name);
    await context.close();
  });
}

const addressOf = (name: string) => `${name}-${Date.now().toString(36)}@meadow.example`;

/** The link of an invitation, as its maker sees it. */
async function invited({ asOwner }: Ground, organizationId: string, email: string): Promise<string> {
  const { link } = await asOwner<{ link: string }>(organizationId, '/api/invitations', {
    email,
    role: 'decision',
  });
  return link;
}

/** A link names the public address, a visit may use another one of the same server: cookies belong to one of them. */
function withinVisit(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

async function takeUp(page: Page, link: string, name: string): Promise<void> {
  await page.goto(withinVisit(link));
  await page.getByLabel(say('auth.inviteName')).fill(name);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/console\/cockpit/);
  await page.getByRole('button', { name: say('person.menu') }).waitFor();
}

async function signInAs(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel(say('auth.email')).fill(email);
  await page.locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: say('auth.signIn') }).click();
}

/** Without a mail server the mail is told to whoever runs the instance: in the terminal and in its log. */
async function mailedLink(folder: string, email: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const log = await readFile(join(folder, 'logs', 'server.log'), 'utf8');
      const told = log.split('\n').filter((line) => line.includes(email) && line.includes('reset-password'));
      link = /http[^"\\\s]+reset-password\?token=[\w-]+/.exec(told.at(-1) ?? '')?.[0];
      return link;
    })
    .toBeDefined();
  return link ?? '';
}
