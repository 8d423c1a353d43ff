import { expect, it } from 'vitest';
import type { AudienceView, DeliveryView } from '../../src/audiences/contract.ts';
import type { VideoView } from '../../src/content/contract.ts';
import type { BannerPage, FeedPage, PlacementView } from '../../src/traffic/contract.ts';
import { type ApiShopper, apiShopper } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import { demoPlans, type Ground } from './ground.ts';
import { current, swipe, visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** With half of them held out, one of so many is a member and one is not, but once in sixteen million times. */
const guestsCount = 24;

/** Guests who watched a video, so that the organisation knows them. */
async function watchers({ demo }: Ground, video: VideoView): Promise<ApiShopper[]> {
  const guests: ApiShopper[] = [];
  for (let number = 0; number < guestsCount; number++) {
    const guest = await apiShopper(demo.url, demo.apiKey);
    const played = {
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
      event: 'Content Played',
      contentId: video.id,
      watchMs: 4_000,
    };
    await guest.ask('POST', '/api/storefront/events', { events: [played] });
    guests.push(guest);
  }
  return guests;
}

/** The place at which a placement shows somebody this video; -1 where none does. */
const placeOf = async (video: VideoView, guest: ApiShopper): Promise<number> => {
  const { items } = await guest.ask<FeedPage>('GET', '/api/storefront/feed?limit=6&begins=true');
  return items.findIndex((item) => item.why === 'slot' && item.video.id === video.id);
};
const sees = async (guest: ApiShopper, banner: string | null): Promise<boolean> =>
  (await guest.ask<BannerPage>('GET', '/api/storefront/banners')).items.some(({ title }) => title === banner);

/** An audience goes to slots, a video is placed for it, the operator approves, and only its members meet it. */
export function placementJourneys(ground: () => Ground): void {
  it('places a video for an audience that is delivered to slots, which members see and the held out never', async () => {
    const { ask, asOwner, demo, enter, newOrganization } = ground();
    const mark = Date.now().toString(36);
    // A market that others share: what is submitted waits for its operator.
    await newOrganization(`同场商家 ${mark}`);
    // The demo's own plans come last of all that it brings; its videos are there by then.
    const plans = async () => (await ask<{ items: unknown[] }>('/api/ads/plans')).items;
    await expect.poll(async () => (await plans()).length).toBeGreaterThanOrEqual(demoPlans);
    const { items: videos } = await ask<{ items: VideoView[] }>('/api/videos?state=published&limit=2');
    const [placed, watched] = videos;
    if (!placed || !watched) throw new Error('The demo has no videos.');
    const guests = await watchers(ground(), watched);
    const name = `资源位人群 ${mark}`;
    const rule = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 363 };
    const audience = await ask<AudienceView>('/api/audiences', { name, rule });

    const { page, close } = await enter(plainLook);
    await page.goto(`/console/audiences/list/${audience.id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: say('deliveries.deliver'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('deliveries.target')).selectOption('slots');
    await dialog.getByText(say('deliveries.toText.slots')).waitFor();
    await dialog.getByLabel(say('deliveries.percent')).fill('50');
    await dialog.getByRole('button', { name: say('deliveries.deliver'), exact: true }).click();
    await page.getByRole('link', { name: say('deliveries.toList') }).waitFor();
    await page.getByRole('link', { name: say('deliveries.use.slots') }).click();
    await page.getByRole('heading', { level: 1, name: say('slots.title') }).waitFor();

    const placementName = `给${name}`;
    await page
      .getByRole('button', { name: say('slots.new') })
      .first()
      .click();
    await dialog.getByRole('radio', { name: placed.title }).check();
    await dialog.getByLabel(say('ads.audience'), { exact: true }).selectOption('group');
    // Nobody chosen yet: the form says so and keeps what was typed.
    await dialog.getByRole('button', { name: say('slots.saveDraft') }).click();
    await dialog.getByText(say('ads.groupsMissing')).waitFor();
    const groups = dialog.getByRole('group', { name: say('ads.groups'), exact: true });
    await groups.getByRole('checkbox', { name }).check();
    await dialog.getByLabel(say('slots.priority'), { exact: true }).selectOption('1');
    await dialog.getByLabel(say('slots.name'), { exact: true }).fill(placementName);
    await dialog.getByRole('button', { name: say('slots.saveDraft') }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.locator('.semi-table-row', { hasText: placementName });
    await row.getByText(say('slots.standing.draft')).waitFor();
    const listed = await ask<{ items: PlacementView[] }>('/api/placements');
    const placement = listed.items.find((one) => one.name === placementName);
    const [group] = placement?.groups ?? [];
    if (!placement || !group) throw new Error('The draft is not there.');
    // Somebody without the operator's rights submits it.
    const submitted = await ask<PlacementView>(`/api/placements/${placement.id}/submit`, {});
    expect(submitted.standing).toBe('waiting');

    await page.goto('/console/market/placements');
    await page.getByRole('heading', { level: 1, name: say('slots.marketTitle') }).waitFor();
    await page.locator('.semi-table-row', { hasText: placed.title }).first().click();
    await dialog.getByRole('button', { name: say('slots.approve') }).click();
    await dialog.waitFor({ state: 'detached' });
    const standing = async () => (await ask<PlacementView>(`/api/placements/${placement.id}`)).standing;
    await expect.poll(standing).toBe('running');

    // A banner for the same people tells who is a member, and that servers know of what was placed before it.
    const banner = await asOwner<PlacementView>(demo.organizationId, '/api/placements', {
      kind: 'banner',
      name: `横幅 ${mark}`,
      title: `横幅 ${mark}`,
      shopId: placement.shop.id,
      priority: 1,
      audience: 'group',
      groups: [group.id],
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      perDay: 20,
    });
    expect(banner.standing).toBe('running');
    const membersOf = async () => {
      const are = await Promise.all(guests.map((guest) => sees(guest, banner.title)));
      return guests.filter((_, place) => are[place]);
    };
    await expect.poll(async () => (await membersOf()).length).toBeGreaterThan(0);
    const members = await membersOf();
    const heldOut = guests.filter((guest) => !members.includes(guest));
    const [inBrowser, byPhone] = members;
    const [kept] = heldOut;
    if (!inBrowser || !byPhone || !kept) throw new Error('Nobody is on one of the sides.');
    expect(await placeOf(placed, byPhone)).toBeGreaterThanOrEqual(3);
    expect(await placeOf(placed, kept)).toBe(-1);
    const stranger = await apiShopper(demo.url, demo.apiKey);
    expect(await placeOf(placed, stranger)).toBe(-1);

    const store = await visitStore(ground());
    await store.context.addCookies([{ name: 'meadow.shopper', value: inBrowser.token, url: demo.url }]);
    await store.page.goto('/');
    await current(store.page).locator('.slide-title').waitFor();
    for (let swiped = 0; swiped < 3; swiped++) await swipe(store.page);
    await current(store.page).getByText(placed.title, { exact: true }).waitFor();
    await current(store.page).getByText(say('store.picked'), { exact: true }).waitFor();
    // Who stays with it has seen it; the screen tells within seconds.

    await page.goto(`/console/content/placements/${placement.id}`);
    await page.getByRole('heading', { level: 1, name: placementName }).waitFor();
    const numbers = page.getByRole('region', { name: say('slots.numbers') });
    const isCounted = async () =>
      /[1-9]/.test((await numbers.locator('.metric-value').first().textContent()) ?? '');
    await expect.poll(isCounted).toBe(true);
    await page.getByRole('region', { name: say('deliveries.result') }).waitFor();
    await page.getByRole('button', { name: say('slots.stop'), exact: true }).click();
    await expect.poll(standing).toBe('stopped');
    await asOwner(demo.organizationId, `/api/placements/${banner.id}/stop`, {});
    const { items } = await ask<{ items: DeliveryView[] }>(
      `/api/audience-deliveries?audienceId=${audience.id}`,
    );
    for (const { id, target } of items) {
      expect(target).toBe('slots');
      await ask(`/api/audience-deliveries/${id}/withdraw`, {});
    }
    await store.close();
    await close();
  });
}
