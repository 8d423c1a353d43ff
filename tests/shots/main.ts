/**
 * `npm run shots`: every page of the console and of the storefront on a phone and a desktop, in both languages and in
 * their states, as pictures in `shots/`. Fails on what makes a page bad: an error in the browser's console, sideways scrolling, a
 * message key that is shown, a serious finding of axe.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserPath, type Look, openChromium, openVisit, signIn, type Visit } from '../journeys/chromium.ts';
import { type DemoSignIn, startProduct } from '../journeys/product.ts';
import { settled } from '../journeys/settled.ts';
import { askOf } from './ask.ts';
import { audiencePagesOf } from './audience-pages.ts';
import { leaveAudiences, leaveFit } from './audiences.ts';
import { leaveDeliveries } from './deliveries.ts';
import { findingsOf } from './findings.ts';
import { type PageShot, type PageState, pageStates, pagesWith } from './pages.ts';
import { leavePlacements } from './placements.ts';
import { becomeBusy } from './shopper.ts';
import { enterState, enterStore, openEmptyOrganisation } from './states.ts';
import { storePagesOf } from './store-pages.ts';
import { leaveTroubles } from './troubles.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'shots');
/** `npm run shots -- cockpit,layers phone`: only the pictures whose name has all these words, or one of several. */
const words = process.argv.slice(process.argv.findIndex((word) => word.endsWith('shots/main.ts')) + 1);
const wanted = words.filter((word) => !word.startsWith('--'));
/** `--readme` also renews the pictures of the README, which are small and committed. */
const renewsReadme = words.includes('--readme');

const looks: readonly Look[] = (['zh', 'en'] as const).flatMap((language) =>
  (['desktop', 'phone'] as const).map((size): Look => ({ language, size, theme: 'light' })),
);
const darkLooks: readonly Look[] = [
  { language: 'zh', size: 'desktop', theme: 'dark' },
  { language: 'en', size: 'phone', theme: 'dark' },
];

if (browserPath === null) {
  console.error('There is no Chromium: install one, or name it in MEADOW_TEST_BROWSER.');
  process.exit(1);
}
if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const messageKeys = new Set(
  Object.keys(JSON.parse(await readFile(join(root, 'web', 'messages', 'en.json'), 'utf8'))),
);
// One webhook leads to this machine, where nobody listens.
process.env.MEADOW_WEBHOOKS = 'anywhere';
const product = await startProduct('full');
const browser = await openChromium();
let pictures = 0;
let failures = 0;
try {
  await openEmptyOrganisation(product.demo);
  const pages = await leaveThings(product.demo);
  for (const look of [...looks, ...darkLooks]) await takeAll(pages.all, look, pages.shopperToken);
} finally {
  await browser.close();
  await product.stop();
}
console.log(`${pictures} pictures in shots/, ${failures} with findings.`);
process.exitCode = failures > 0 || pictures === 0 ? 1 : 0;

/** What is to be looked at, and the pages that show it. */
async function leaveThings(
  demo: DemoSignIn,
): Promise<{ readonly all: readonly PageShot[]; readonly shopperToken: string }> {
  const ask = askOf(demo);
  const audiences = await leaveAudiences(ask);
  await leaveFit(ask);
  const shopper = await becomeBusy(demo);
  const troubles = await leaveTroubles(demo);
  const deliveries = await leaveDeliveries(ask, demo, audiences);
  const placements = await leavePlacements(ask, demo, deliveries.slots);
  const all = [
    ...pagesWith(troubles, shopper),
    ...audiencePagesOf(audiences, deliveries, placements),
    ...storePagesOf(shopper),
  ];
  return { all, shopperToken: shopper.token };
}

async function takeAll(pages: readonly PageShot[], look: Look, shopperToken: string): Promise<void> {
  const { demo } = product;
  const shots = pages
    .flatMap((page) => page.states.map((state) => ({ page, state })))
    .filter(({ page, state }) => wanted.every((word) => isIn(nameOf(page, state, look), word)));
  if (shots.length === 0) return;
  for (const state of pageStates) {
    const all = shots.filter((shot) => shot.state === state);
    await takeStore(
      all.filter(({ page }) => page.isStore).map(({ page }) => page),
      state,
      look,
      shopperToken,
    );
    const ofState = all.filter(({ page }) => !page.isStore);
    if (ofState.length === 0) continue;
    const visit = await openVisit(browser, demo.url, look);
    if (ofState.some(({ page }) => !page.signedOut)) await signIn(visit.page, demo);
    await enterState(visit, state);
    // Signing out comes last, because the visit stays signed out.
    const order = ofState.toSorted(
      (a, b) => Number(a.page.signedOut ?? false) - Number(b.page.signedOut ?? false),
    );
    for (const { page } of order) await takeOne(visit, page, state, look);
    await visit.context.close();
  }
}

async function takeStore(
  pages: readonly PageShot[],
  state: PageState,
  look: Look,
  shopperToken: string,
): Promise<void> {
  if (pages.length === 0) return;
  const visit = await openVisit(browser, product.demo.url, look);
  await enterStore(visit, state, product.demo, shopperToken);
  for (const page of pages) await takeOne(visit, page, state, look);
  await visit.context.close();
}

async function takeOne(visit: Visit, shot: PageShot, state: PageState, look: Look): Promise<void> {
  const name = nameOf(shot, state, look);
  visit.complaints.length = 0;
  try {
    if (shot.signedOut) await visit.context.clearCookies();
    await shot.arrange?.(visit.page);
    await visit.page.goto(shot.path);
    if (state === 'loading') {
      // The frame of all pages comes before what is within it.
      await visit.page.locator('.shell-top button:visible').first().waitFor();
      await visit.page.locator('.page .bone, .page[aria-busy="true"]').first().waitFor();
    } else {
      await settled(visit.page);
      await shot.prepare?.(visit.page);
      await settled(visit.page);
    }
    await visit.page.screenshot({ path: join(folder, `${name}.png`), fullPage: shot.fullPage ?? true });
    pictures++;
    if (renewsReadme && shot.readme && look.size === 'desktop' && look.theme === 'light') {
      const path = join(root, 'docs', 'images', `${shot.readme}${look.language === 'zh' ? '-zh' : ''}.png`);
      await visit.page.screenshot({ path });
    }
    // A failing request is what the error state is about; the browser always says so.
    const complaints =
      state === 'error'
        ? visit.complaints.filter((text) => !/Failed to load resource/.test(text))
        : visit.complaints;
    const findings = await findingsOf(visit.page, complaints, messageKeys);
    if (findings.length === 0) return;
    failures++;
    console.log(`✗ ${name}\n${findings.map((finding) => `    ${finding}`).join('\n')}`);
  } catch (error) {
    failures++;
    console.log(`✗ ${name}\n    ${(error as Error).message.split('\n')[0]}`);
  }
}

function nameOf(page: PageShot, state: PageState, look: Look): string {
  return [page.name, state, look.size, look.language, look.theme].join('-');
}

function isIn(name: string, word: string): boolean {
  return word.split(',').some((one) => name.includes(one));
}
