import { expect, it } from 'vitest';
import type {
  AudienceView,
  ChoicesView,
  EstimateView,
  LookAlikeView,
  Rule,
  SampleView,
} from '../../src/audiences/contract.ts';
import { openVisit, plainLook, signIn } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** A member of the audience team finds people by what they did, and sees why somebody is one of them. */
export function audienceJourneys(ground: () => Ground): void {
  it('builds "viewed twice in 14 days, never bought, likes outdoor content, first-tier cities" and sees why somebody is in', async () => {
    const { ask, enter } = ground();
    const { contentCategories, productCategories } = await ask<ChoicesView>('/api/audiences/choices');
    const outdoor = [...contentCategories, ...productCategories].find(({ value }) =>
      /露营|徒步|冲锋|背包/.test(value),
    );
    expect(outdoor).toBeDefined();
    const of = contentCategories.some(({ value }) => value === outdoor?.value)
      ? 'content_category'
      : 'category';
    const { page, close } = await enter(plainLook);
    await page.goto('/console/audiences/list');
    await page
      .getByRole('link', { name: say('audiences.new') })
      .first()
      .click();
    const name = `看过未买 ${Date.now().toString(36)}`;
    await page.getByLabel(say('audiences.name'), { exact: true }).fill(name);

    const condition = (kind: string) =>
      page.getByRole('region', { name: say(`audiences.kind.${kind}`), exact: true });
    await condition('did').getByLabel(say('audiences.times'), { exact: true }).fill('2');
    const add = async (kind: string) =>
      page.getByLabel(say('audiences.addCondition')).last().selectOption(kind);
    await add('bought');
    await condition('bought').getByLabel(say('audiences.isOrIsNot')).first().selectOption('not');
    await condition('bought').getByLabel(say('audiences.window'), { exact: true }).selectOption('ever');
    // A group of its own, reached and filled without a mouse.
    await page.getByRole('button', { name: say('audiences.addGroup') }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(say('audiences.addCondition')).first().selectOption('taste');
    await condition('taste').getByLabel(say('audiences.tasteOf'), { exact: true }).selectOption(of);
    const typed = condition('taste').getByLabel(say('audiences.addValue'));
    await typed.fill(outdoor?.value ?? '');
    await typed.press('Enter');
    await add('attribute');
    await condition('attribute')
      .getByLabel(say('audiences.attribute'), { exact: true })
      .selectOption('city_tier');
    await condition('attribute')
      .getByRole('button', { name: say('audiences.attributeValue.tier_1'), exact: true })
      .click();

    const rule: Rule = {
      all: [
        {
          kind: 'did',
          what: { action: 'viewed_product' },
          times: { op: 'at_least', value: 2 },
          window: { lastDays: 14 },
          where: [],
        },
        {
          not: {
            kind: 'bought',
            measure: 'orders',
            op: 'at_least',
            value: 1,
            currency: null,
            window: null,
            where: [],
          },
        },
        { kind: 'taste', of, values: [outdoor?.value ?? ''], share: 0.3, timesMin: 2, lastDays: 90 },
        { kind: 'attribute', attribute: 'city_tier', values: ['tier_1'] },
      ],
    };
    await page.getByRole('button', { name: say('audiences.saveLive') }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    const saved = await ask<AudienceView>(`/api/audiences/${id}`);
    expect(saved).toMatchObject({ name, kind: 'live', version: 1, rule });
    const estimate = await ask<EstimateView>('/api/audiences/estimate', { rule });
    for (const { size, lack } of estimate.conditions) {
      expect(size).toBeGreaterThan(0);
      expect(lack).toBeNull();
    }
    expect(estimate.size).toBeLessThan(Math.min(...estimate.conditions.map(({ size }) => size)));
    await expect
      .poll(() => page.locator('.aud-size').textContent())
      .toBe(`${estimate.size} ${say('audiences.people')}`);

    // One of those who visited lately: the page says which condition speaks for them and which against.
    const visitors = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 30 };
    const { people } = await ask<SampleView>('/api/audiences/sample', { rule: visitors });
    await page.getByLabel(say('audiences.person')).fill(`#${people[0]?.number}`);
    await page.getByRole('button', { name: say('audiences.why') }).click();
    await page
      .getByText(say('audiences.isOut'))
      .or(page.getByText(say('audiences.isIn')))
      .waitFor();
    await expect.poll(() => page.locator('.aud-evidence li').count()).toBe(4);
    await close();
  });

  it('builds the same over the orders of another system, and is told what its data lacks', async () => {
    const { browser, demo, asOwner, newOrganization } = ground();
    const organizationId = await newOrganization(`外贸 ${Date.now().toString(36)}`);
    const own = <Answer>(path: string, body: object) => asOwner<Answer>(organizationId, path, body);
    const brand = await own<{ id: string }>('/api/brands', { name: '小家什' });
    await own('/api/shops', { brandId: brand.id, name: '小家什', platform: 'other', currency: 'GBP' });

    const { page, context } = await openVisit(browser, demo.url, plainLook);
    await signIn(page, demo);
    const switched = await page.request.post('/api/session', {
      data: { organizationId },
      headers: { origin: demo.url },
    });
    expect(switched.ok()).toBe(true);
    await page.goto('/console/data/imports');
    await page.locator('input[type=file]').setInputFiles({
      name: 'invoices.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(invoices()),
    });
    await page.waitForURL(/\/data\/imports\/imp_/);
    await page.getByText(say('imports.checkTitle')).waitFor();
    await page
      .getByRole('button', { name: say('imports.start') })
      .first()
      .click();
    await page.getByText(say('imports.doneTitle')).waitFor();

    await page.goto('/console/audiences/list/new');
    const condition = (kind: string) =>
      page.getByRole('region', { name: say(`audiences.kind.${kind}`), exact: true });
    const lackOf = (kind: string) => condition(kind).getByRole('note');
    await expect.poll(() => lackOf('did').textContent()).toBe(say('audiences.lack.no_events'));
    for (const kind of ['taste', 'attribute', 'bought'])
      await page.getByLabel(say('audiences.addCondition')).last().selectOption(kind);
    await condition('taste').getByLabel(say('audiences.addValue')).fill('露营');
    await condition('taste').getByLabel(say('audiences.addValue')).press('Enter');
    await condition('attribute').locator('.aud-chip').first().click();
    await condition('bought').getByLabel(say('audiences.window'), { exact: true }).selectOption('ever');
    await lackOf('taste').waitFor();
    await lackOf('attribute').waitFor();
    const found = say('audiences.peopleOf', { count: String(buyers) });
    await condition('bought').getByText(found, { exact: true }).waitFor();
    await expect.poll(() => lackOf('bought').count()).toBe(0);
    await context.close();
  });

  it('puts an audience away and takes it back, and duplicates it', async () => {
    const { ask, enter } = ground();
    const name = `来访 ${Date.now().toString(36)}`;
    const rule = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 7 };
    await ask('/api/audiences', { name, rule });
    const { page, close } = await enter(plainLook);
    await page.goto('/console/audiences/list');
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: say('audiences.archive') }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('form.undo') }).click();
    await row.waitFor();
    await row.getByRole('button', { name: say('audiences.freeze') }).click();
    const frozen = say('audiences.frozenName', { name });
    await page.getByRole('row').filter({ hasText: frozen }).waitFor();
    await row
      .filter({ hasNotText: frozen })
      .getByRole('link', { name: say('audiences.duplicate') })
      .click();
    const copy = page.getByLabel(say('audiences.name'), { exact: true });
    await expect.poll(() => copy.inputValue()).toBe(say('audiences.copyOf', { name }));
    await close();
  });

  it('finds people who are like those who filled a cart, and reads what tells them apart', async () => {
    const { ask, enter } = ground();
    const name = `加购 ${Date.now().toString(36)}`;
    const rule: Rule = {
      kind: 'did',
      what: { action: 'added_to_cart' },
      times: { op: 'at_least', value: 1 },
      window: { lastDays: 90 },
      where: [],
    };
    const seed = await ask<AudienceView>('/api/audiences', { name, rule });
    const alike = await ask<LookAlikeView>(`/api/audiences/${seed.id}/look-alike`);
    expect(alike.auc).toBeGreaterThan(0.55);
    const { page, close } = await enter(plainLook);
    await page.goto('/console/audiences/list/new');
    await page.getByLabel(say('audiences.name'), { exact: true }).fill(`像${name}`);
    await page.getByLabel(say('audiences.addCondition')).last().selectOption('look_alike');
    const did = page.getByRole('region', { name: say('audiences.kind.did'), exact: true });
    await did.getByRole('button', { name: say('audiences.removePart') }).click();
    const like = page.getByRole('region', { name: say('audiences.kind.look_alike'), exact: true });
    await like.getByLabel(say('audiences.audience'), { exact: true }).selectOption({ label: name });
    await like.getByLabel(say('audiences.lookAlikeIn'), { exact: true }).selectOption('percent');
    const traits = page.getByRole('region', { name: say('audiences.alike'), exact: true });
    await traits.getByText(say(`audiences.alike.verdict.${alike.verdict}`)).waitFor();
    await expect.poll(() => traits.getByRole('listitem').count()).toBe(alike.features.length);

    const asked = { kind: 'look_alike', audienceId: seed.id, size: 5, sizeIn: 'percent' };
    const estimate = await ask<EstimateView>('/api/audiences/estimate', { rule: asked });
    expect(estimate.size).toBe(Math.round(estimate.everyone * 0.05));
    await expect
      .poll(() => page.locator('.aud-size').textContent())
      .toBe(`${estimate.size} ${say('audiences.people')}`);
    const { people } = await ask<SampleView>('/api/audiences/sample', { rule: asked });
    await page.getByLabel(say('audiences.person')).fill(`#${people[0]?.number}`);
    await page.getByRole('button', { name: say('audiences.why') }).click();
    await page.getByText(say('audiences.isIn')).waitFor();
    await expect.poll(() => page.locator('.aud-reasons li').count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: say('audiences.saveLive') }).click();
    await page.getByRole('heading', { level: 1, name: `像${name}` }).waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    expect((await ask<AudienceView>(`/api/audiences/${id}`)).rule).toEqual(asked);
    await close();
  });

  it('narrows one step of several by a category', async () => {
    const { ask, enter } = ground();
    const { productCategories } = await ask<ChoicesView>('/api/audiences/choices');
    const category = productCategories[0]?.value ?? '';
    const { page, close } = await enter(plainLook);
    await page.goto('/console/audiences/list/new');
    const name = `看后加购 ${Date.now().toString(36)}`;
    await page.getByLabel(say('audiences.name'), { exact: true }).fill(name);
    await page.getByLabel(say('audiences.addCondition')).last().selectOption('sequence');
    const did = page.getByRole('region', { name: say('audiences.kind.did'), exact: true });
    await did.getByRole('button', { name: say('audiences.removePart') }).click();
    const steps = page
      .getByRole('region', { name: say('audiences.kind.sequence'), exact: true })
      .getByRole('listitem');
    const first = steps.first();
    await first.getByRole('button', { name: `+ ${say('audiences.narrow')}` }).click();
    const typed = first.getByLabel(say('audiences.addValue'));
    await typed.fill(category);
    await typed.press('Enter');
    await page.getByRole('button', { name: say('audiences.saveLive') }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    const { rule } = await ask<AudienceView>(`/api/audiences/${id}`);
    expect(rule).toMatchObject({
      kind: 'sequence',
      steps: [{ where: [{ dimension: 'category', op: 'in', values: [category] }] }, { where: [] }],
    });
    await close();
  });

  it('sets how few people may be looked into, which the audit log keeps', async () => {
    const { enter } = ground();
    const { page, close } = await enter(plainLook);
    await page.goto('/console/settings/organization');
    const smallest = page.getByLabel(say('audiences.smallest'), { exact: true });
    await expect.poll(() => smallest.inputValue()).toBe('100');
    const card = page.locator('form').filter({ has: smallest });
    await smallest.fill('0');
    await card.getByRole('button', { name: say('form.save') }).click();
    await page.getByText(say('audiences.smallestWrong')).waitFor();
    await smallest.fill('120');
    await card.getByRole('button', { name: say('form.save') }).click();
    await page.getByRole('button', { name: say('form.undo') }).click();
    await expect.poll(() => smallest.inputValue()).toBe('100');
    await page.goto('/console/settings/audit');
    await page.getByRole('heading', { level: 1, name: say('audit.title') }).waitFor();
    await page
      .getByText(`${say('audit.part.smallest')}: 120 → 100`)
      .first()
      .waitFor();
    await page
      .getByText(`${say('audit.part.smallest')}: 100 → 120`)
      .first()
      .waitFor();
    await close();
  });
}

const buyers = 24;

/** A year of a shop of presents in the shape of public invoice data: orders of known customers, and nothing else. */
function invoices(): string {
  const rows = Array.from({ length: 96 }, (_, line) => {
    const day = String((line % 28) + 1).padStart(2, '0');
    return `5364${String(line).padStart(2, '0')},85123A,WHITE HANGING HEART,${(line % 6) + 1},2011-03-${day} 08:26:00,2.55,${17_000 + (line % buyers)},United Kingdom`;
  });
  return ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', ...rows].join(
    '\n',
  );
}
