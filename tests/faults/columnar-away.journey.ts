import { expect, it } from 'vitest';
import { openVisit, plainLook, type Visit } from '../journeys/chromium.ts';
import type { Ground } from '../journeys/ground.ts';
import { texts } from '../journeys/texts.ts';
import { askDoctor, copiesOf, killAndHoldBack, standStill, type TakeAway } from './columnar-away.ts';
import { importState, orderFile, startImport } from './order-file.ts';
import { sendForever } from './senders.ts';
import { shopMeanwhile } from './shop-meanwhile.ts';
import { pause, until } from './waiting.ts';

const ordersImported = 40;
const looks = [plainLook, { ...plainLook, language: 'en', size: 'phone' }] as const;
const ways: readonly { readonly name: string; readonly takeAway: TakeAway }[] = [
  { name: 'stands still', takeAway: standStill },
  { name: 'is killed and cannot come back at once', takeAway: killAndHoldBack },
];

/** What senders, importers and people see while the store of the numbers is away, and when it is back. */
export function columnarAwayJourneys(ground: () => Ground, awayMs: number): void {
  for (const [round, { name, takeAway }] of ways.entries())
    it(`nothing acknowledged is lost and the cockpit stays while the columnar store ${name}`, async () => {
      const { demo, folder } = ground();
      const event = `Away ${round} ${Date.now().toString(36)}`;
      const visits = await openCockpits(ground());
      const before = await Promise.all(visits.map(paidOrders));
      const sender = sendForever(demo.url, demo.writeKey, event);
      await until('events are acknowledged', async () => sender.acknowledgedNow() > 0);

      const away = pause(awayMs);
      const bringBack = await takeAway(folder);
      try {
        const importId = await startImport(demo.url, demo.apiKey, freshOrders(event));
        await Promise.all(visits.map(seesBanner));
        expect(await Promise.all(visits.map(paidOrders))).toEqual(before);
        expect(await statusOf(`${demo.url}/healthz`)).toMatchObject({ status: 200 });
        expect(await statusOf(`${demo.url}/readyz`)).toMatchObject({
          status: 503,
          body: { code: 'columnar_unavailable', since: expect.stringMatching(/^20\d\d-/) },
        });
        const findings = await askDoctor(demo, folder);
        expect(findings.filter(({ state }) => state !== 'fine' && state !== 'warning')).toMatchObject([
          { name: 'Columnar', mend: expect.stringContaining('columnar.log') },
        ]);
        expect(findings.find((finding) => finding.name === 'Server')?.found).toContain('columnar away');
        // Who watches and buys notices nothing: videos, stock and money are not kept there.
        const bought = await shopMeanwhile(demo);
        expect(bought).toBe(1);
        await until('the orders are in', async () => (await stateOf(ground(), importId)) === 'done');
        await away;
      } finally {
        await bringBack();
      }

      await until(
        'the instance is ready again',
        async () => (await statusOf(`${demo.url}/readyz`)).status === 200,
      );
      for (const [index, visit] of visits.entries()) {
        await visit.page.locator('.numbers-away').waitFor({ state: 'detached' });
        await expect.poll(() => paidOrders(visit)).toBe((before[index] ?? 0) + ordersImported + 1);
        await visit.context.close();
      }
      const { acknowledged, answers, withoutRetryAfter, slowestMs } = await sender.finish();
      console.log(`The columnar store ${name} for ${awayMs / 1_000} s:`, {
        acknowledged: acknowledged.size,
        answers,
        slowestMs,
      });
      expect(Object.keys(answers).sort()).toEqual(['200', '503']);
      expect(withoutRetryAfter).toBe(0);
      const copies = await copiesOf(event, folder);
      expect([...acknowledged].filter((id) => copies.get(id) !== 1)).toEqual([]);
      expect(copies.size).toBe(acknowledged.size);
    });
}

/** Two people who look at the cockpit: one at a desk in Chinese, one on a phone in English. */
async function openCockpits({ browser, demo, enter }: Ground): Promise<Visit[]> {
  const first = await enter(plainLook);
  const storage = await first.page.context().storageState();
  await first.close();
  return Promise.all(
    looks.map(async (look) => {
      const visit = await openVisit(browser, demo.url, look, storage);
      await visit.page.goto('/console/cockpit?period=last30');
      await visit.page.locator('[data-metric=paid_orders] .metric-value').waitFor();
      return visit;
    }),
  );
}

async function paidOrders({ page }: Visit): Promise<number> {
  const title = await page.locator('[data-metric=paid_orders] .metric-value').getAttribute('title');
  return Number(title?.replace(/[^\d]/g, ''));
}

/** The banner says what is away, since when, what is safe, and of when the numbers are. */
async function seesBanner({ page }: Visit, index: number): Promise<void> {
  const say = texts(looks[index]?.language ?? 'zh');
  const banner = page.locator('.numbers-away');
  await banner.waitFor();
  await expect.poll(() => banner.textContent()).toMatch(/since \d|自 .*\d/);
  const text = (await banner.textContent()) ?? '';
  expect(text).toContain(say('problem.columnar'));
  expect(text).toContain(say('problem.columnarTodo'));
  expect(text.match(/\d\d:\d\d:\d\d/g)).toHaveLength(2);
}

/** Orders of the last days, in the name of this round, so that each round's are new ones. */
function freshOrders(round: string): string {
  const day = (n: number) => new Date(Date.now() - (2 + (n % 5)) * 86_400_000).toISOString().slice(0, 10);
  const tag = round.replaceAll(' ', '');
  return orderFile(ordersImported, day).text.replace(/^S(?=\d)/gm, `${tag}-`);
}

const stateOf = ({ demo }: Ground, id: string) => importState(demo.url, demo.apiKey, id);

async function statusOf(url: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url);
  return { status: answer.status, body: await answer.json() };
}
