import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, showId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openStall } from './metrics-fixture.ts';
import type { World } from './world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

async function stallSelling(gmv: number, date: string, currency = 'CNY') {
  const stall = await openStall(world, { currency });
  const shop = stall.places.shops[0];
  if (!shop) throw new Error('no shop');
  const line: World['lines'][number] = {
    orderId: newId('order'),
    lineId: newId('orderLine'),
    orderedMs: Date.parse(`${date}T10:00:00+08:00`),
    paidMs: Date.parse(`${date}T10:00:00+08:00`),
    brandId: shop.brandId,
    shopId: shop.id,
    productId: stall.places.products[0] ?? '',
    category: 'tea',
    buyer: 5,
    quantity: 2,
    gmv,
    userPaid: gmv,
    carrier: 'live',
    planId: '',
    contentId: '',
    roomId: '',
    presale: 0,
    deleted: 0,
  };
  await stall.load({ lines: [line], refunds: [], visits: [], merges: [] });
  return stall;
}

const ask = async (
  stall: Awaited<ReturnType<typeof openStall>>,
  date: string,
  filters: never[] | object[] = [],
) => {
  const answer = await stall.ask({
    metrics: ['gmv', 'price_per_item', 'buyers'],
    range: { from: date, to: date },
    filters: filters as never,
    compare: 'peers',
  });
  return { values: answer.rows[0]?.compare, notes: answer.meta.notes.map(({ code }) => code) };
};

describe('peers', () => {
  it('are the median of at least as many others as the market asks for, in the same currency', async () => {
    const date = '2026-04-01';
    const mine = await stallSelling(1_000_000, date);
    for (const gmv of [100, 200, 300, 400]) await stallSelling(gmv, date);
    await stallSelling(999, date, 'USD');
    // Five others sold something, but only four of them in yuan: money stays hidden, people do not.
    expect(await ask(mine, date)).toEqual({
      values: { gmv: null, price_per_item: null, buyers: 1 },
      notes: expect.arrayContaining(['peers_hidden']),
    });
    await stallSelling(500, date);
    expect((await ask(mine, date)).values).toEqual({ gmv: 300, price_per_item: 150, buyers: 1 });
  });

  it('are hidden when one of them is more than half of all', async () => {
    const date = '2026-04-02';
    const mine = await stallSelling(1, date);
    for (const gmv of [1, 1, 1, 1, 1, 6]) await stallSelling(gmv, date);
    expect((await ask(mine, date)).values?.gmv).toBeNull();
  });

  it('are not asked about one shop or product', async () => {
    const date = '2026-04-03';
    const mine = await stallSelling(1, date);
    for (const gmv of [1, 2, 3, 4, 5, 6]) await stallSelling(gmv, date);
    const shop = showId('shop', mine.places.shops[0]?.id ?? '');
    expect(await ask(mine, date, [{ dimension: 'shop', op: 'in', values: [shop] }])).toEqual({
      values: { gmv: null, price_per_item: null, buyers: null },
      notes: expect.arrayContaining(['peers_not_comparable']),
    });
  });
});
