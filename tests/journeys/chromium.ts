import { type Browser, type BrowserContext, chromium, type Page, type Route } from 'playwright-core';
// @ts-expect-error -- plain JavaScript, because it runs before anything is installed
import { findBrowser } from '../../scripts/browser.mjs';
import type { DemoSignIn } from './product.ts';

export const browserPath: string | null = findBrowser();

const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath ?? '', args: quietly });
}

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
export type Look = {
  readonly size: keyof typeof sizes;
  readonly language: 'zh' | 'en';
  readonly theme: 'light' | 'dark';
};
export const plainLook: Look = { size: 'desktop', language: 'zh', theme: 'light' };

/** Cookies and local storage of somebody who signed in before. */
export type Storage = Awaited<ReturnType<BrowserContext['storageState']>>;
export type Visit = { readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] };

/** A busy machine draws a page in seconds; what takes longer than this hangs. */
const waitMsMax = 60_000;

/**
 * `MEADOW_JOURNEY_DELAY_MS` makes every answer come late by up to so much, each by another time: what a journey
 * takes for granted on a fast machine shows itself.
 */
const delayMsMax = Number(process.env.MEADOW_JOURNEY_DELAY_MS ?? 0);

/** A fresh profile of somebody with this screen, language and theme; what the browser complains of is kept. */
export async function openVisit(
  browser: Browser,
  url: string,
  look: Look,
  storageState?: Storage,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[look.size],
    deviceScaleFactor: 1,
    isMobile: look.size === 'phone',
    hasTouch: look.size === 'phone',
    locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    ...(storageState ? { storageState } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  if (delayMsMax > 0) await context.route('**/*', late);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Being told that nobody is signed in, or what is wrong with an input, is an answer that the browser calls an error.
    const isAnswer =
      (message.location().url.endsWith('/api/session') && message.text().includes('401')) ||
      message.text().includes('422') ||
      message.text().includes('415');
    if (message.type() === 'error' && !isAnswer)
      complaints.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, demo: DemoSignIn): Promise<void> {
  await page.goto('/console');
  await page.locator('input[type=email]').fill(demo.email);
  await page.locator('input[type=password]').fill(demo.password);
  await page.locator('button[type=submit]').click();
  await page.locator('input[type=password]').waitFor({ state: 'detached' });
}

async function late(route: Route): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * delayMsMax));
  // The page may be gone by now, and nobody waits for this answer any more.
  await route.continue().catch(() => undefined);
}
