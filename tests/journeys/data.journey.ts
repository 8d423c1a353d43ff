import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** Somebody brings a file from another shop system, and looks after what did not come in. */
export function dataJourneys(ground: () => Ground): void {
  it('imports a file: sees what was recognised, starts it, and finds the row that was not taken', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/data/imports');
    const tag = Date.now().toString(36);
    const name = `orders-${tag}.csv`;
    await page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(smallFile(tag)),
    });
    await page.waitForURL(/\/data\/imports\/imp_/);
    await page.getByText(say('imports.checkTitle')).waitFor();
    await page.getByRole('table', { name: say('imports.mapping') }).waitFor();
    await page
      .getByRole('button', { name: say('imports.start') })
      .first()
      .click();
    await page.getByText(say('imports.doneTitle')).waitFor();
    await page.getByText('quantity_unreadable').first().waitFor();

    await page.goto('/console/data/imports');
    await page.getByText(name).first().waitFor();
    await close();
  });

  it('finds a refused event in the quarantine with its reason, mends it and tries it again', async () => {
    const { demo } = ground();
    const { page, close } = await ground().enter(plainLook);
    const event = `Journey ${Date.now().toString(36)}`;
    const answer = await fetch(`${demo.url}/v1/track`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${demo.writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ event, userId: 'c00001', timestamp: 'yesterday at noon' }),
    });
    expect(answer.status).toBe(200);
    await page.goto('/console/data/quarantine');
    await page.getByText(event).first().waitFor();
    await page.getByText(say('reason.instant_unreadable')).first().waitFor();
    await page.getByText(event).last().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: say('quarantine.retry') }).click();
    await drawer.getByRole('alert').getByText(say('reason.instant_unreadable')).waitFor();
    const text = drawer.getByLabel(say('quarantine.edit'));
    await text.fill((await text.inputValue()).replace('yesterday at noon', new Date().toISOString()));
    await drawer.getByRole('button', { name: say('quarantine.retry') }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.goto('/console/data/quarantine?state=retried');
    await page.getByText(event).first().waitFor();
    await page.goto('/console/data/sources');
    await page.getByText(event).first().waitFor();
    await close();
  });

  it('is told that a file broke off, and goes on to the same end when trying again', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/data/imports');
    const tag = Date.now().toString(36);
    await page.locator('input[type=file]').setInputFiles({
      name: `broken-${tag}.csv.gz`,
      mimeType: 'application/gzip',
      buffer: brokenFile(tag),
    });
    await page.waitForURL(/\/data\/imports\/imp_/);
    await page
      .getByRole('button', { name: say('imports.start') })
      .first()
      .click();
    await page.getByText(say('imports.failedTitle')).waitFor();
    await page.getByRole('button', { name: say('imports.goOn') }).click();
    await page.getByText(say('imports.failedTitle')).waitFor();
    await page.goto('/console/data/imports');
    await page.getByText(say('imports.state.failed')).first().waitFor();
    await close();
  });

  it('sees where events come from, and that they arrive', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/data/sources');
    await page.getByRole('heading', { level: 1, name: say('sources.title') }).waitFor();
    await page.getByRole('heading', { name: say('sources.recent') }).waitFor();
    await close();
  });
}

/** Three orders that can be taken and one whose quantity is a word. */
function smallFile(tag: string): string {
  const rows = [
    ['订单编号', '商品名称', '商家编码', '数量', '金额', '下单时间'],
    [`J${tag}1`, '白苔舒缓修护精华', 'SU-601-1', '1', '299.00', '2026-01-05 20:15:00'],
    [`J${tag}2`, '每日坚果七日装', 'HE-1101-1', '2', '118.00', '2026-01-05 20:16:00'],
    [`J${tag}3`, '云隙三合一冲锋衣', 'LA-101-1', 'two', '899.00', '2026-01-05 20:17:00'],
    [`J${tag}4`, '桂花乌龙', 'HE-1406-1', '1', '79.00', '2026-01-05 20:18:00'],
  ];
  return rows.map((row) => row.join(',')).join('\n');
}

/** A packed file of enough rows that its end can be torn off without its beginning being unreadable. */
function brokenFile(tag: string): Buffer {
  const [header = ''] = smallFile(tag).split('\n');
  const rows = Array.from(
    { length: 20_000 },
    (_, row) => `B${tag}${row},桂花乌龙,HE-1406-1,1,${(row * 7919) % 1_000}.00,2026-01-05 20:18:00`,
  );
  const whole = gzipSync([header, ...rows].join('\n'));
  return whole.subarray(0, Math.floor(whole.length * 0.7));
}
