import { expect, it } from 'vitest';
import type { AudienceView, PortraitView, ValueView } from '#audiences/contract';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');
const percent = (share: number | null) =>
  new Intl.NumberFormat('zh-CN', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share ?? 0);
const mark = () => Date.now().toString(36);

/** Who plans a campaign asks what people are like, how two groups differ, and what customers are worth. */
export function portraitJourneys(ground: () => Ground): void {
  const visitors = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 30, where: [] };
  const buyers = {
    kind: 'bought',
    measure: 'orders',
    op: 'at_least',
    value: 1,
    currency: null,
    window: null,
    where: [],
  };
  /** Frozen, so that nobody who comes meanwhile changes what is compared. */
  const freeze = (name: string, rule: object) =>
    ground().ask<AudienceView>('/api/audiences', { name, kind: 'frozen', rule });

  it('goes from an audience to its portrait, against everybody and against another audience', async () => {
    const name = `画像买家 ${mark()}`;
    const { id } = await freeze(name, buyers);
    const other = await freeze(`画像访客 ${mark()}`, visitors);
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/audiences/list');
    await page
      .getByRole('row')
      .filter({ hasText: name })
      .getByRole('link', { name: say('audiences.portrait'), exact: true })
      .click();
    await page.getByRole('heading', { level: 1, name: say('nav.portrait') }).waitFor();
    const card = page.getByRole('region', { name: say('portrait.dimension.category'), exact: true });
    const shown = () =>
      card
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows
            .slice(0, 5)
            .map((row) => [
              row.querySelector('th span')?.textContent,
              row.querySelectorAll('td')[0]?.textContent,
              row.querySelectorAll('td')[1]?.textContent,
            ]),
        );
    await card.locator('tbody tr').first().waitFor();
    const told = async (base: string) => {
      const answer = await ground().ask<PortraitView>(`/api/portraits?audience=${id}${base}`);
      const facet = answer.dimensions.find(({ dimension }) => dimension === 'category');
      expect(facet?.isShown).toBe(true);
      return (facet?.values ?? [])
        .slice(0, 5)
        .map(({ value, share, baseShare }) => [value, percent(share), percent(baseShare)]);
    };
    const againstAll = await told('');
    expect(againstAll.length).toBe(5);
    await expect.poll(shown).toEqual(againstAll);

    // The published rules of the eight groups open by key.
    await page.getByText(say('portrait.rules')).focus();
    await page.keyboard.press('Enter');
    await page.getByText(say('portrait.rulesText')).waitFor();

    await page.getByLabel(say('portrait.base'), { exact: true }).selectOption(other.id);
    await page.waitForURL(new RegExp(`base=${other.id}`));
    await expect.poll(shown).toEqual(await told(`&base=${other.id}`));
    await close();
  });

  it('is told where people are too few to be looked into', async () => {
    const never = { all: [buyers, { not: buyers }] };
    const { id } = await freeze(`没有人 ${mark()}`, never);
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/portrait?audience=${id}`);
    await page.getByRole('heading', { name: say('portrait.tooSmall') }).waitFor();
    await close();
  });

  it('holds two audiences against each other, and finds how they differ', async () => {
    const [a, b] = [await freeze(`对比买家 ${mark()}`, buyers), await freeze(`对比访客 ${mark()}`, visitors)];
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/compare?a=${a.id}`);
    await page.getByRole('heading', { level: 1, name: say('nav.compare') }).waitFor();
    await page.getByLabel('B', { exact: true }).selectOption(b.id);
    await page.waitForURL(new RegExp(`b=${b.id}`));
    const answer = await ground().ask<PortraitView>(`/api/portraits?audience=${a.id}&base=${b.id}`);
    const shared = say('compare.shared', { shared: answer.shared.toLocaleString('zh-CN') });
    await page.getByText(shared).waitFor();
    const facet = answer.dimensions.find(({ dimension }) => dimension === 'category');
    const [first] = facet?.values ?? [];
    if (!first?.tgi) throw new Error('Buyers and visitors turn to something.');
    const row = page
      .getByRole('region', { name: say('portrait.dimension.category'), exact: true })
      .getByRole('row')
      .filter({ hasText: first.value })
      .first();
    await row.getByText(percent(first.share)).first().waitFor();
    await row.getByText(percent(first.baseShare)).first().waitFor();
    const index = first.tgi.value >= 1_000 ? '>999' : String(Math.round(first.tgi.value));
    await expect.poll(() => row.locator('td').last().textContent()).toContain(index);

    // By keyboard: the index opens the people it was made of, and closes again.
    await row.locator('td').last().getByRole('button').focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    const full = (count: number | undefined) => (count ?? 0).toLocaleString('zh-CN');
    await drawer.getByText(`${full(facet?.known)} 位已知的人中有 ${full(first.people)} 位`).waitFor();
    await drawer.getByText(`${full(facet?.baseKnown)} 位已知的人中有 ${full(first.basePeople)} 位`).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('about='));
    await close();
  });

  it('has customer value fitted, and is told how far it can be relied on', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/audiences/value');
    const before = await ground().ask<ValueView>('/api/value');
    await page.getByRole('button', { name: say('worth.fit') }).click();
    const newest = async () => {
      const { fit, pendingSince } = await ground().ask<ValueView>('/api/value');
      return pendingSince === null && fit !== null && fit.id !== before.fit?.id;
    };
    await expect.poll(newest, { interval: 500 }).toBe(true);
    const { fit } = await ground().ask<ValueView>('/api/value');
    const heading = fit?.found.state === 'fitted' ? 'worth.reliable' : 'worth.tooLittle';
    await page.getByRole('heading', { name: say(heading) }).waitFor();
    await close();
  });
}
