import { expect, it } from 'vitest';
import type { ErasureLook } from '../../src/audiences/contract.ts';
import { apiShopper, buyOne } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { filesThatSay, tablesThatSay } from './search-instance.ts';
import { sellingVideo } from './selling-video.ts';
import { visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** A shopper leaves for good. */
export function erasureJourneys(ground: () => Ground): void {
  it('deletes an account once nothing is to be sent to it, and nothing says any more whose it was', async () => {
    const { demo, folder, ask } = ground();
    const tag = Date.now().toString(36);
    const digits = String(Date.now()).slice(-8);
    /** Sealed under a key of the shopper's own, so that no file of the stores ever says them. */
    const sealed = {
      email: `zq-${tag}@mail.example`,
      recipient: `收件人${tag}`,
      phone: `137${digits}`,
      street: `暗号路${tag}`,
    };
    const password = `a-password-${tag}`;
    /** Said to everybody. */
    const open = { nickname: `小名${tag}`, comment: `到此一游${tag}` };

    const shopper = await apiShopper(demo.url);
    const video = await sellingVideo(demo.url);
    const address = { recipient: sealed.recipient, phone: sealed.phone, street: sealed.street };
    const order = await buyOne(shopper, video.products[0]?.id ?? '', undefined, address);
    await shopper.ask('POST', `/api/storefront/videos/${video.id}/comments`, { text: open.comment });
    await shopper.ask('POST', '/api/storefront/sign-up', {
      email: sealed.email,
      password,
      nickname: open.nickname,
    });
    expect(await tablesThatSay(folder, Object.values(open))).toEqual([
      'public.shoppers',
      'public.video_comments',
    ]);

    const { page, context, complaints } = await visitStore(ground());
    await page.goto('/sign-in');
    await page.getByLabel(say('store.email')).fill(sealed.email);
    await page.getByLabel(say('store.password')).fill(password);
    await page.getByRole('button', { name: say('store.signIn'), exact: true }).click();
    await page.getByText(open.nickname).waitFor();
    await page.getByRole('button', { name: say('store.erase') }).click();
    const sheet = page.getByRole('dialog');
    const forGood = sheet.getByRole('button', { name: say('store.eraseForGood') });
    expect(await forGood.isDisabled()).toBe(true);
    await sheet.getByLabel(say('store.eraseUnderstood')).check();
    await forGood.click();
    // The shop still has to send it.
    await sheet.getByText(say('store.eraseOpenOrder')).waitFor();
    const path = `/api/storefront/orders/${order.id}`;
    const asked = await page.evaluate(async (path) => {
      const { version, lines } = await (await fetch(path)).json();
      const body = {
        version,
        reason: 'mind',
        lines: lines.map(({ id, quantity }: { id: string; quantity: number }) => ({ lineId: id, quantity })),
      };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${path}/refunds`, { method: 'POST', headers, body: JSON.stringify(body) });
      return answer.ok ? '' : answer.text();
    }, path);
    expect(asked).toBe('');
    const stateOf = () => page.evaluate(async (path) => (await (await fetch(path)).json()).state, path);
    await expect.poll(stateOf).toBe('refunded_before_shipping');
    await forGood.click();
    await page.waitForURL(`${demo.url}/`);
    await page.goto('/me');
    await page.getByText(say('store.guestText')).waitFor();
    const again = await apiShopper(demo.url);
    const credentials = { email: sealed.email, password };
    expect(await again.statusOf('POST', '/api/storefront/sign-in', credentials)).toBe(401);

    // The shop keeps its order.
    expect(await ask<{ id: string; state: string }>(`/api/orders/${order.id}`)).toMatchObject({
      id: order.id,
      state: 'refunded_before_shipping',
    });
    // Whoever is told of an erasure takes a moment.
    const words = [...Object.values(sealed), ...Object.values(open), password];
    await expect.poll(() => tablesThatSay(folder, words)).toEqual([]);
    expect(await filesThatSay(folder, [...Object.values(sealed), password])).toEqual([]);
    await context.close();
    // The browser tells of the refusal too.
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
  });

  it('erases a customer of the brand by id, and no table says any more who it was', async () => {
    const { demo, folder, ask, enter } = ground();
    const tag = Date.now().toString(36);
    const userId = `vip-${tag}`;
    const wish = `给${tag}的礼物`;
    const said = [
      { type: 'identify', messageId: `${tag}-1`, userId, anonymousId: `ipad-${tag}`, traits: { club: tag } },
      { type: 'track', messageId: `${tag}-2`, userId, event: 'Wish Told', properties: { wish } },
      // Refused, and kept as it came.
      { type: 'track', messageId: `${tag}-3`, userId, event: '' },
    ];
    const send = async () => {
      const answer = await fetch(`${demo.url}/v1/batch`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${demo.writeKey}:`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ batch: said }),
      });
      expect(answer.status).toBe(200);
    };
    await send();
    const look = () => ask<ErasureLook>('/api/people-erasures/look', { ids: [userId] });
    expect(await look()).toMatchObject({ named: 1, known: 1, persons: 1 });
    expect(await tablesThatSay(folder, [tag])).toEqual([
      'public.person_identities',
      'public.person_traits',
      'meadow.events',
      'meadow.quarantined_events',
    ]);

    const { page, close } = await enter(plainLook);
    await page.goto('/console/settings/erasures');
    await page.getByLabel(say('erasures.ids')).fill(`${userId}\n路人${tag}`);
    await page.getByRole('button', { name: say('erasures.look') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('erasures.found', { named: '2', known: '1', persons: '1' })).waitFor();
    await dialog.getByText(`路人${tag}`).waitFor();
    const erase = dialog.getByRole('button', { name: say('erasures.erase') });
    await erase.click();
    await dialog.getByText(say('erasures.understandFirst')).waitFor();
    await dialog.getByLabel(say('erasures.understood')).check();
    await erase.click();
    await dialog.waitFor({ state: 'detached' });
    // The head of the table is a row as well; the newest erasure stands below it.
    await page.getByRole('row').nth(1).getByText(say('erasures.state.done')).waitFor();
    expect(await page.getByLabel(say('erasures.ids')).inputValue()).toBe('');
    expect(await tablesThatSay(folder, [tag])).toEqual([]);
    expect(await look()).toMatchObject({ known: 0, unknown: [userId] });
    await page.goto('/console/settings/audit');
    await page.getByRole('row').getByText(say('action.customers.erased')).first().waitFor();
    await close();
  });
}
