import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, showId } from '#kernel/ids';
import { recordRestatement } from '#metrics';
import type { MetricQuery } from '#metrics/contract';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openStall } from './metrics-fixture.ts';
import type { Line, World } from './world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

type Stall = Awaited<ReturnType<typeof openStall>>;
const at = (text: string) => Date.parse(`${text}+08:00`);

function line(stall: Stall, paid: string, gmv: number, more: Partial<Line> = {}): Line {
  const shop = stall.places.shops[0] ?? { id: '', brandId: '' };
  return {
    orderId: newId('order'),
    lineId: newId('orderLine'),
    orderedMs: at(paid),
    paidMs: at(paid),
    brandId: shop.brandId,
    shopId: shop.id,
    productId: stall.places.products[0] ?? '',
    category: 'tea',
    buyer: 1,
    quantity: 1,
    gmv,
    userPaid: gmv,
    carrier: 'live',
    planId: '',
    contentId: '',
    roomId: '',
    presale: 0,
    deleted: 0,
    ...more,
  };
}
const worldOf = (lines: Line[]): World => ({ lines, refunds: [], visits: [], merges: [] });

const day: Pick<MetricQuery, 'range' | 'grain'> = {
  range: { from: '2026-03-02', to: '2026-03-04' },
  grain: 'day',
};

describe('an answer', () => {
  it('is 0 where facts could be, and null before the first of them and in the future', async () => {
    const stall = await openStall(world, { nowMs: at('2026-03-03T12:00:00') });
    await stall.load(worldOf([line(stall, '2026-03-01T10:00:00', 500)]));
    const answer = await stall.ask({
      metrics: ['gmv', 'aov_per_buyer', 'uv'],
      range: { from: '2026-02-28', to: '2026-03-04' },
      grain: 'day',
    });
    expect(
      answer.rows.map(({ time, values }) => [time, values.gmv, values.aov_per_buyer, values.uv]),
    ).toEqual([
      ['2026-02-28', null, null, null],
      ['2026-03-01', 500, 500, null],
      ['2026-03-02', 0, null, null],
      ['2026-03-03', 0, null, null],
      ['2026-03-04', null, null, null],
    ]);
    expect(answer.meta.freshness.orders).toMatchObject({
      firstDay: '2026-03-01',
      latestAt: '2026-03-01T02:00:00.000Z',
    });
    expect(answer.meta.parts.aov_per_buyer?.[1]).toEqual({ numerator: 500, denominator: 1 });
    expect(answer.meta).toMatchObject({
      currency: 'CNY',
      zone: 'Asia/Shanghai',
      units: { gmv: 'money', uv: 'people' },
    });
    expect(answer.meta.sql).toContain('FINAL WHERE organization_id');
  });

  it('compares with the days before, the week before and the year before, bucket by bucket', async () => {
    const stall = await openStall(world);
    await stall.load(
      worldOf([
        line(stall, '2025-03-03T10:00:00', 7),
        line(stall, '2026-02-24T10:00:00', 3),
        line(stall, '2026-03-01T10:00:00', 5),
        line(stall, '2026-03-04T10:00:00', 11),
      ]),
    );
    const compared = async (compare: MetricQuery['compare']) => {
      const answer = await stall.ask({ metrics: ['gmv'], ...day, compare });
      return [answer.rows.map((row) => row.compare?.gmv), answer.meta.compare?.range];
    };
    expect(await compared('previous_period')).toEqual([
      [0, 0, 5],
      { from: '2026-02-26T16:00:00.000Z', to: '2026-03-01T16:00:00.000Z' },
    ]);
    expect((await compared('same_period_last_week'))[0]).toEqual([0, 3, 0]);
    expect((await compared('same_period_last_year'))[0]).toEqual([null, 7, 0]);
  });

  it('is a page of an order with how many rows there are, and compares each of them', async () => {
    const stall = await openStall(world);
    const products = [newId('product'), newId('product'), newId('product')];
    await stall.load(
      worldOf([
        ...products.map((productId, place) =>
          line(stall, '2026-03-02T10:00:00', 100 - place, { productId, buyer: place + 1 }),
        ),
        line(stall, '2026-02-27T10:00:00', 7, { productId: products[2] ?? '' }),
      ]),
    );
    const page = (offset: number) =>
      stall.ask({
        metrics: ['gmv'],
        dimensions: ['product'],
        range: day.range,
        order: { by: 'gmv', direction: 'desc' },
        limit: 2,
        offset,
        compare: 'previous_period',
      });
    const first = await page(0);
    expect(first.rows.map(({ values }) => values.gmv)).toEqual([100, 99]);
    const second = await page(2);
    expect(second.rows).toMatchObject([
      {
        dimensions: { product: showId('product', products[2] ?? '') },
        values: { gmv: 98 },
        compare: { gmv: 7 },
      },
    ]);
    expect([first.meta.total, second.meta.total, (await page(4)).meta.total]).toEqual([3, 3, null]);
    await expect(stall.ask({ metrics: ['gmv'], range: day.range, offset: 2 })).rejects.toThrow(
      'unprocessable',
    );
  });

  it('prorates the target of a month by its days', async () => {
    const stall = await openStall(world);
    await stall.load(worldOf([line(stall, '2026-03-02T10:00:00', 100)]));
    await world.records.organization(stall.organizationId, (trx) =>
      trx
        .insertInto('metric_targets')
        .values({
          id: newId('target'),
          organization_id: stall.organizationId,
          metric: 'gmv',
          month: '2026-03-01',
          value: 3100,
        })
        .execute(),
    );
    const answer = await stall.ask({ metrics: ['gmv', 'buyers'], ...day, compare: 'target' });
    expect(answer.rows.map((row) => row.compare)).toEqual(Array(3).fill({ gmv: 100, buyers: null }));
    expect(answer.meta.notes.map(({ code }) => code)).toContain('target_missing');
  });

  it('shares GMV by one touch axis and refuses two or none', async () => {
    const stall = await openStall(world);
    await stall.load(
      worldOf([
        line(stall, '2026-03-02T10:00:00', 300),
        line(stall, '2026-03-02T11:00:00', 100, { carrier: 'product_card' }),
      ]),
    );
    const answer = await stall.ask({
      metrics: ['channel_contribution'],
      dimensions: ['carrier'],
      range: day.range,
    });
    expect(answer.rows.map((row) => [row.dimensions.carrier, row.values.channel_contribution])).toEqual([
      ['live', 0.75],
      ['product_card', 0.25],
    ]);
    for (const dimensions of [[], ['carrier', 'paid']]) {
      await expect(
        stall.ask({ metrics: ['channel_contribution'], dimensions, range: day.range }),
      ).rejects.toThrow(/exactly one touch axis/);
    }
  });

  it('refuses sums over several currencies, and converts them at the rate of the pay day', async () => {
    const stall = await openStall(world);
    await stall.load(worldOf([line(stall, '2026-03-02T10:00:00', 1000)]));
    const { rowsOf } = await import('./world-fixture.ts');
    const yen = worldOf([line(stall, '2026-03-02T10:00:00', 500), line(stall, '2026-03-03T10:00:00', 500)]);
    await world.columnar.insert(
      'order_lines',
      rowsOf(yen, stall.organizationId, 'Asia/Shanghai', 'JPY').order_lines,
      newId('request'),
    );
    await expect(stall.ask({ metrics: ['gmv'], ...day })).rejects.toThrow('several_currencies');
    expect(
      (await stall.ask({ metrics: ['paid_orders'], range: day.range })).rows[0]?.values.paid_orders,
    ).toBe(3);
    const split = await stall.ask({ metrics: ['gmv'], dimensions: ['currency'], range: day.range });
    expect(split.rows.map((row) => [row.dimensions.currency, row.values.gmv])).toEqual([
      ['CNY', 1000],
      ['JPY', 1000],
    ]);
    await world.records.organization(stall.organizationId, (trx) =>
      trx
        .insertInto('currency_rates')
        .values({
          organization_id: stall.organizationId,
          day: '2026-03-02',
          currency: 'JPY',
          base: 'CNY',
          rate: 0.0482,
        })
        .execute(),
    );
    const converted = await stall.ask({ metrics: ['gmv'], ...day, currency: 'CNY' });
    // 500 yen are 24.10 yuan, that is 2,410 fen; for the next day there is no rate.
    expect(converted.rows.map((row) => row.values.gmv)).toEqual([3410, null, 0]);
    expect(converted.meta.notes.map(({ code }) => code)).toContain('rate_missing');
  });

  it('says what share of orders has no known payer, and names restatements', async () => {
    const stall = await openStall(world);
    await stall.load(
      worldOf([line(stall, '2026-03-02T10:00:00', 1), line(stall, '2026-03-02T10:00:00', 1, { buyer: 0 })]),
    );
    await world.records.organization(stall.organizationId, (trx) =>
      recordRestatement(trx, stall.organizationId, {
        metrics: ['gmv', 'buyers'],
        fromDay: '2026-03-01',
        toDay: '2026-03-02',
        reason: 'late import',
      }),
    );
    const { rows, meta } = await stall.ask({ metrics: ['buyers'], range: day.range });
    expect(rows[0]?.values.buyers).toBe(1);
    expect(meta.notes.find(({ code }) => code === 'unknown_payers')?.text.en).toMatch(
      /^1 of 2 orders \(50\.0 %\)/,
    );
    expect(meta.restated).toMatchObject([{ metrics: ['buyers'], from: '2026-03-01', reason: 'late import' }]);
  });

  it('orders and limits by a metric', async () => {
    const stall = await openStall(world);
    const lines = stall.places.products.map((productId, n) =>
      line(stall, '2026-03-02T10:00:00', 10 ** n, { productId }),
    );
    await stall.load(worldOf(lines));
    const { rows } = await stall.ask({
      metrics: ['gmv'],
      dimensions: ['product'],
      range: day.range,
      order: { by: 'gmv', direction: 'desc' },
      limit: 2,
      compare: 'previous_period',
    });
    expect(rows.map((row) => row.values.gmv)).toEqual([100, 10]);
    expect(rows[0]?.dimensions.product).toBe(showId('product', stall.places.products[2] ?? ''));
  });
});

describe('a question', () => {
  it.each<[string, Partial<MetricQuery>, RegExp]>([
    ['an unknown metric', { metrics: ['profit_of_dreams'] }, /unknown_metric/],
    ['an unknown dimension', { dimensions: ['weather'] }, /unknown_dimension/],
    ['a dimension the metric lacks', { metrics: ['uv'], dimensions: ['product'] }, /unknown_dimension/],
    [
      'a value of the wrong kind',
      { filters: [{ dimension: 'shop', op: 'in', values: ['Shop 1'] }] },
      /unknown_value/,
    ],
    [
      'a word that is no carrier',
      { filters: [{ dimension: 'carrier', op: 'in', values: ['TV'] }] },
      /unknown_value/,
    ],
    [
      'a range that ends before it begins',
      { range: { from: '2026-03-02', to: '2026-03-01' } },
      /unprocessable/,
    ],
    ['a date that does not exist', { range: { from: '2026-02-30', to: '2026-03-01' } }, /unprocessable/],
    [
      'too many buckets',
      { range: { from: '2026-01-01', to: '2026-03-01' }, grain: 'minute' },
      /too_many_rows/,
    ],
  ])('of %s is refused', async (_, query, refusal) => {
    const stall = await openStall(world);
    await expect(stall.ask({ metrics: ['gmv'], range: day.range, ...query })).rejects.toThrow(refusal);
  });

  it.each([
    "'; DROP TABLE order_lines; --",
    "') OR 1=1 --",
    '{scope_organization_id:UUID}',
    '\\',
    "\n\t'\\'",
    '$events',
  ])('with the value %j finds only what is called so', async (value) => {
    const stall = await openStall(world);
    const other = await openStall(world);
    await other.load(worldOf([line(other, '2026-03-02T10:00:00', 999)]));
    await stall.load(
      worldOf([
        line(stall, '2026-03-02T10:00:00', 5, { category: value }),
        line(stall, '2026-03-02T10:00:00', 50),
      ]),
    );
    const { rows } = await stall.ask({
      metrics: ['gmv'],
      dimensions: ['category'],
      filters: [{ dimension: 'category', op: 'in', values: [value] }],
      range: day.range,
    });
    expect(rows.map((row) => [row.dimensions.category, row.values.gmv])).toEqual([[value, 5]]);
  });

  it("never counts another organisation's facts", async () => {
    const mine = await openStall(world);
    const theirs = await openStall(world);
    await theirs.load(worldOf([line(theirs, '2026-03-02T10:00:00', 999)]));
    const shop = showId('shop', theirs.places.shops[0]?.id ?? '');
    const { rows } = await mine.ask({
      metrics: ['gmv', 'new_in_shop', 'returning_buyers', 'window_buyers_30d'],
      filters: [{ dimension: 'shop', op: 'in', values: [shop] }],
      range: day.range,
    });
    expect(Object.values(rows[0]?.values ?? {})).toEqual([null, null, null, null]);
  });
});
