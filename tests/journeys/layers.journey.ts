import { expect, it } from 'vitest';
import type { AudienceView, LayerDriversAnswer, LayersAnswer, LayerTrendAnswer } from '#audiences/contract';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');
const full = (people: number) => people.toLocaleString('zh-CN');

/** Who looks after people asks how close they stand, who moved, and what moved them. */
export function layerJourneys(ground: () => Ground): void {
  const day = (daysAgo: number) =>
    new Date(Date.now() + 8 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const days = `day=${day(1)}&against=${day(16)}`;
  const asked = `day=${day(1)}&compareDay=${day(16)}`;
  const layers = (more = '') => ground().ask<LayersAnswer>(`/api/layers?${asked}${more}`);

  it('sees how many stand in each layer, of all, of a brand, and in the other view', async () => {
    const { page, close } = await ground().enter(plainLook);
    const shown = async () => {
      await page.locator('.layer-cards').waitFor();
      return page
        .locator('.layer-cards .metric')
        .evaluateAll((cards) =>
          cards.map((card) => [
            card.getAttribute('data-layer'),
            card.querySelector('.metric-value')?.getAttribute('title'),
          ]),
        );
    };
    const told = (answer: LayersAnswer) => answer.layers.map(({ layer, people }) => [layer, full(people)]);
    await page.goto(`/console/audiences/layers?${days}`);
    const all = await layers();
    expect(all.people).toBeGreaterThan(100);
    await expect.poll(shown).toEqual(told(all));

    await page.getByRole('button', { name: say('layers.view.o5a'), exact: true }).click();
    await page.waitForURL(/view=o5a/);
    const o5a = await layers('&view=o5a');
    // Everybody who is known stands somewhere in either view.
    expect(o5a.people).toBe(all.people);
    await expect.poll(shown).toEqual(told(o5a));

    const { brands } = await ground().ask<{ brands: { id: string }[] }>('/api/structure');
    const brand = brands[0]?.id ?? '';
    await page.goto(`/console/audiences/layers?${days}&brand=${brand}&window=7`);
    const ofBrand = await layers(`&brandId=${brand}&periodDays=7`);
    expect(ofBrand.people).toBeLessThan(all.people);
    await expect.poll(shown).toEqual(told(ofBrand));
    await close();
  });

  it('opens what a count means, of which day it is and by which statement', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/layers?${days}`);
    const answer = await layers();
    const { people = 0 } = answer.layers.find(({ layer }) => layer === 'high_potential') ?? {};
    await page.locator('.layer-cards [data-layer=high_potential]').click();
    await page.waitForURL(/about=high_potential/);
    const drawer = page.getByRole('dialog');
    await expect.poll(() => drawer.locator('.explain-value strong').textContent()).toBe(full(people));
    await drawer.getByText(say('layers.means.high_potential')).waitFor();
    await drawer.getByRole('button', { name: say('explain.showSql') }).click();
    await drawer.getByText("'high_potential'").first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('about='));

    // The rate opens the moves that it is the sum of.
    const { deepened } = answer.flow;
    await page.locator('.layer-deepened').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await drawer.getByText(`${full(deepened.of)} 人中 ${full(deepened.people)} 人`).waitFor();
    const order = answer.layers.map(({ layer }) => layer);
    const nearer = answer.flow.moves.filter(
      ({ from, to }) => from !== null && to !== null && order.indexOf(to) < order.indexOf(from),
    );
    // One line for each of these moves, and one for their sum.
    await expect.poll(() => drawer.locator('dt').count()).toBe(nearer.length + 1);
    expect(nearer.reduce((sum, { people: moved }) => sum + moved, 0)).toBe(deepened.people);
    await close();
  });

  it('makes an audience of a layer, with the same people in it', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/layers?about=seen`);
    const standing = await ground().ask<LayersAnswer>('/api/layers');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('layers.makeAudience') })
      .click();
    await page.waitForURL(/audiences\/list\/pop_/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const made = await ground().ask<AudienceView>(`/api/audiences/${id}`);
    expect(made).toMatchObject({ kind: 'live', rule: { kind: 'layer', in: ['seen'], periodDays: 30 } });
    const estimate = await ground().ask<{ size: number }>('/api/audiences/estimate', { rule: made.rule });
    expect(estimate.size).toBe(standing.layers.find(({ layer }) => layer === 'seen')?.people);
    await close();
  });

  it('follows a move from the flow to what those who made it touched', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/layers?${days}&view=o5a`);
    const { flow } = await layers('&view=o5a');
    const moves = flow.moves.filter(({ from, to }) => from !== null && to !== null && from !== to);
    const smallest = moves.toSorted((one, other) => one.people - other.people)[0];
    if (!smallest) throw new Error('Nobody of the demo moved.');
    await page.locator('.chart-canvas canvas').first().waitFor();
    await page.getByRole('button', { name: say('trend.asTable') }).click();
    const rows = page.getByRole('region', { name: say('layers.flow') }).locator('.table-row');
    await expect.poll(() => rows.count()).toBe(moves.length);
    await rows.last().click();
    await page.waitForURL(/move=/);
    const [from, to] = (new URL(page.url()).searchParams.get('move') ?? '').split('.');
    const chosen = moves.find((move) => move.from === from && move.to === to);
    expect(chosen?.people).toBe(smallest.people);
    const drivers = await ground().ask<LayerDriversAnswer>(
      `/api/layers/drivers?${asked}&view=o5a&from=${from}&to=${to}`,
    );
    expect(drivers.movers).toBe(smallest.people);
    const card = page.getByRole('region', { name: say('layers.drivers') });
    await expect
      .poll(() => card.textContent())
      .toContain(`${full(drivers.movers)} 人流转，${full(drivers.others)} 人`);
    await close();
  });

  it('draws the days before, which are gathered while it waits', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto(`/console/audiences/layers?${days}&layer=high_potential`);
    const trend = () => ground().ask<LayerTrendAnswer>(`/api/layers/trend?day=${day(1)}&days=30`);
    await expect.poll(async () => (await trend()).pending).toBe(0);
    const { days: kept } = await trend();
    expect(kept).toHaveLength(30);
    expect(kept.at(-1)?.layers.high_potential).toBe(
      (await layers()).layers.find(({ layer }) => layer === 'high_potential')?.people,
    );
    await page.getByRole('img', { name: say('layers.name.high_potential') }).waitFor();
    await close();
  });
}
