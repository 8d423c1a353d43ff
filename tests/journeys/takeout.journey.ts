import { readFile } from 'node:fs/promises';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { parseId } from '#kernel/ids';
import { findRunningInstance } from '#platform/supervise';
import type { PurchaseView } from '../../src/shop/contract.ts';
import type { Takeout } from '../api/takeout/takeout-fixture.ts';
import { apiShopper, buyOne } from './api-shopper.ts';
import type { Ground } from './ground.ts';
import { sellingVideo } from './selling-video.ts';
import { visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** The file that a button brings. */
async function downloaded(page: Page, button: Locator): Promise<{ text: string; told: Takeout }> {
  const coming = page.waitForEvent('download');
  await button.click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^meadow-me-\d{4}-\d{2}-\d{2}\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  return { text, told: JSON.parse(text) as Takeout };
}

/** What the records of the instance say of a shopper, in SQL of our own. */
async function kept(folder: string, shopperId: string) {
  const client = new pg.Client({ connectionString: findRunningInstance(folder)?.recordsUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{
      orders: number;
      paid: number;
      refunded: number;
      payments: number;
      comments: string[];
      person: number;
    }>(
      `SELECT (SELECT count(*)::int FROM orders WHERE shopper_id = s.id) AS orders, s.person,
        (SELECT sum(l.user_paid)::int FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.shopper_id = s.id) AS paid,
        (SELECT sum(r.amount)::int FROM refunds r JOIN orders o ON o.id = r.order_id
          WHERE o.shopper_id = s.id AND r.state = 'succeeded') AS refunded,
        (SELECT sum(p.amount)::int FROM payments p JOIN orders o ON o.id = p.order_id WHERE o.shopper_id = s.id) AS payments,
        ARRAY(SELECT text FROM video_comments WHERE shopper_id = s.id) AS comments
        FROM shoppers s WHERE s.id = $1`,
      [shopperId],
    );
    const [row] = rows;
    if (!row) throw new Error('The records have no such shopper.');
    return row;
  } finally {
    await client.end();
  }
}

/** How often the columnar store has each event of a person. */
async function eventsOf(folder: string, person: number): Promise<Record<string, number>> {
  const client = createClient({ url: findRunningInstance(folder)?.columnarUrl ?? '' });
  try {
    const answer = await client.query({
      query: `SELECT event, toUInt32(uniqExact(event_id)) AS times FROM meadow.events WHERE person = {person:UInt32} GROUP BY event`,
      query_params: { person },
      format: 'JSONEachRow',
    });
    const rows = await answer.json<{ event: string; times: number }>();
    return Object.fromEntries(rows.map(({ event, times }) => [event, times]));
  } finally {
    await client.close();
  }
}

/** A shopper takes a copy of what is kept of them. */
export function takeoutJourneys(ground: () => Ground): void {
  it('downloads everything that is kept, as the stores say it, and after leaving there is a stranger', async () => {
    const { demo, folder } = ground();
    const tag = Date.now().toString(36);
    const email = `take-${tag}@mail.example`;
    const password = `a-password-${tag}`;
    const street = `随身路${tag}`;
    const comment = `带走这一句${tag}`;
    const reason = `不想要了${tag}`;

    const guest = await apiShopper(demo.url);
    const video = await sellingVideo(demo.url);
    const order = await buyOne(guest, video.products[0]?.id ?? '', undefined, { street });
    const path = `/api/storefront/orders/${order.id}`;
    const lines = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
    await guest.ask('POST', `${path}/refunds`, { version: order.version, lines, reason });
    const stateOf = async () => (await guest.ask<PurchaseView>('GET', path)).state;
    await expect.poll(stateOf).toBe('refunded_before_shipping');
    await guest.ask('POST', `/api/storefront/videos/${video.id}/comments`, { text: comment });
    const { shopper } = await guest.ask<{ shopper: { id: string } }>('POST', '/api/storefront/sign-up', {
      email,
      password,
    });
    const sqlOf = () => kept(folder, parseId('shopper', shopper.id) ?? '');
    const { person } = await sqlOf();
    const commented = async () => (await eventsOf(folder, person))['Content Commented'];
    await expect.poll(commented).toBe(1);

    const { page, close } = await visitStore(ground());
    await page.goto('/sign-in');
    await page.getByLabel(say('store.email')).fill(email);
    await page.getByLabel(say('store.password')).fill(password);
    await page.getByRole('button', { name: say('store.signIn'), exact: true }).click();
    await page.getByText(say('store.signedIn')).waitFor();
    await page.getByRole('button', { name: say('store.takeout') }).click();
    const sheet = page.getByRole('dialog');
    const { told } = await downloaded(
      page,
      sheet.getByRole('button', { name: say('store.takeoutGet'), exact: true }),
    );
    await sheet.getByText(/meadow-me-.*\.json/).waitFor();

    const sql = await sqlOf();
    expect(told.account).toMatchObject({ id: shopper.id, email, isGuest: false });
    expect(told.addresses.map((address) => address.street)).toEqual([street]);
    expect(told.comments.map(({ text }) => text)).toEqual(sql.comments);
    expect(sql.comments).toEqual([comment]);
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect({
      orders: told.orders.length,
      paid: sum(told.orders.map(({ total }) => total)),
      refunded: sum(told.orders.map(({ refunded }) => refunded)),
      payments: sum(told.orders.flatMap(({ payments }) => payments.map(({ amount }) => amount))),
    }).toEqual({ orders: sql.orders, paid: sql.paid, refunded: sql.refunded, payments: sql.payments });
    expect([sql.orders, sql.paid]).toEqual([1, order.total]);
    expect(told.orders[0]).toMatchObject({
      id: order.id,
      state: 'refunded_before_shipping',
      recipient: { street },
      refunds: [{ reason, state: 'succeeded' }],
    });
    expect(told.events.filter(({ event }) => event === 'Content Commented')).toHaveLength(1);

    // Whoever leaves is offered a copy before.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say('store.erase') }).click();
    const copy = sheet.getByRole('button', { name: say('store.takeoutBefore') });
    expect((await downloaded(page, copy)).told.orders).toEqual(told.orders);
    await sheet.getByLabel(say('store.eraseUnderstood')).check();
    await sheet.getByRole('button', { name: say('store.eraseForGood') }).click();
    await page.waitForURL(`${demo.url}/`);
    await page.goto('/me');
    await page.getByText(say('store.guestText')).waitFor();
    await page.getByRole('button', { name: say('store.takeout') }).click();
    const anew = await downloaded(
      page,
      sheet.getByRole('button', { name: say('store.takeoutGet'), exact: true }),
    );
    expect(anew.told.account).toMatchObject({ email: null, isGuest: true });
    expect(anew.told.account.id).not.toBe(shopper.id);
    for (const said of [email, street, comment, reason, order.id, shopper.id])
      expect(anew.text).not.toContain(said);
    expect([anew.told.orders, anew.told.comments, anew.told.addresses]).toEqual([[], [], []]);
    await close();
  });
}
