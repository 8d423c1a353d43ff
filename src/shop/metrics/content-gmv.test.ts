import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openStall } from './metrics-fixture.ts';
import { type Line, skuOf, type Visit } from './world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

type Stall = Awaited<ReturnType<typeof openStall>>;
const at = (text: string) => Date.parse(`${text}+08:00`);
const ids = ['attributed_gmv', 'direct_gmv', 'live_gmv'];
const may = { from: '2026-05-20', to: '2026-05-20' };

function sale(stall: Stall, paid: string, gmv: number, more: Partial<Line> = {}): Line {
  const [shop] = stall.places.shops;
  return {
    orderId: newId('order'),
    lineId: newId('orderLine'),
    orderedMs: at(paid),
    paidMs: at(paid),
    brandId: shop?.brandId ?? '',
    shopId: shop?.id ?? '',
    productId: stall.places.products[0] ?? '',
    category: 'tea',
    buyer: 31,
    quantity: 1,
    gmv,
    userPaid: gmv,
    carrier: 'product_card',
    planId: '',
    contentId: '',
    roomId: '',
    presale: 0,
    deleted: 0,
    ...more,
  };
}

function visit(stall: Stall, event: string, when: string, more: Partial<Visit> = {}): Visit {
  const [shop] = stall.places.shops;
  return {
    eventId: newId('event'),
    atMs: at(when),
    event,
    person: 31,
    brandId: shop?.brandId ?? '',
    shopId: shop?.id ?? '',
    carrier: 'short_video',
    contentId: '',
    roomId: '',
    sku: skuOf(stall.places.products[0] ?? ''),
    ...more,
  };
}

async function numbers(stall: Stall, lines: Line[], visits: Visit[], merges: [number, number][] = []) {
  await stall.load({ lines, refunds: [], visits, merges });
  const { rows } = await stall.ask({ metrics: ids, range: may });
  return rows[0]?.values;
}

describe('GMV that content led to', () => {
  it('counts orders of any channel in the 14 days after a tap in content, and none a moment later', async () => {
    const stall = await openStall(world);
    expect(
      await numbers(
        stall,
        [
          sale(stall, '2026-05-20T12:00:00', 100),
          sale(stall, '2026-05-20T12:00:00', 20, { buyer: 32 }),
          sale(stall, '2026-05-20T12:00:00', 3, { buyer: 33, carrier: 'live' }),
        ],
        [
          visit(stall, 'Product Clicked', '2026-05-06T12:00:00.001', { contentId: 'v1' }),
          visit(stall, 'Product Clicked', '2026-05-06T12:00:00', { contentId: 'v1', person: 32 }),
          // A product card is no content, a later tap leads to nothing, and watching is no tap.
          visit(stall, 'Product Clicked', '2026-05-20T11:00:00', { person: 33 }),
          visit(stall, 'Product Clicked', '2026-05-20T12:00:00.001', { contentId: 'v1', person: 33 }),
          visit(stall, 'Content Played', '2026-05-20T11:00:00', { contentId: 'v1', person: 33 }),
        ],
      ),
    ).toEqual({ attributed_gmv: 100, direct_gmv: 3, live_gmv: null });
  });

  it('belongs to the last content that was tapped, whatever the order itself names', async () => {
    const stall = await openStall(world);
    const line = sale(stall, '2026-05-20T12:00:00', 100, { contentId: 'v9', carrier: 'short_video' });
    await numbers(
      stall,
      [line],
      [
        visit(stall, 'Product Clicked', '2026-05-19T10:00:00', { contentId: 'v1' }),
        visit(stall, 'Product Clicked', '2026-05-20T10:00:00', { contentId: 'v2' }),
      ],
    );
    const by = async (metric: string) =>
      (await stall.ask({ metrics: [metric], range: may, dimensions: ['content'] })).rows
        .filter((row) => row.values[metric] !== 0)
        .map((row) => [row.dimensions.content, row.values[metric]]);
    expect(await by('attributed_gmv')).toEqual([['v2', 100]]);
    expect(await by('direct_gmv')).toEqual([['v9', 100]]);
    const rows = await stall.rows({ metric: 'attributed_gmv', filters: [], range: may, limit: 10 });
    expect(rows.rows).toMatchObject([{ content: 'v2', carrier: 'short_video', value: 100 }]);
  });

  it('follows who was merged, and stays with one shop', async () => {
    const stall = await openStall(world);
    const elsewhere = stall.places.shops[2];
    expect(
      await numbers(
        stall,
        [
          sale(stall, '2026-05-20T12:00:00', 100, { buyer: 41 }),
          sale(stall, '2026-05-20T12:00:00', 20, { buyer: 43 }),
        ],
        [
          visit(stall, 'Product Clicked', '2026-05-20T11:00:00', { contentId: 'v1', person: 42 }),
          visit(stall, 'Product Clicked', '2026-05-20T11:00:00', {
            contentId: 'v1',
            person: 43,
            shopId: elsewhere?.id ?? '',
          }),
        ],
        [[42, 41]],
      ),
    ).toMatchObject({ attributed_gmv: 100 });
  });
});

describe('GMV of lives', () => {
  it('is missing where no live sends events, even where orders name rooms', async () => {
    const stall = await openStall(world);
    const line = sale(stall, '2026-05-20T20:00:00', 100, { carrier: 'live', roomId: 'r1' });
    expect(await numbers(stall, [line], [visit(stall, 'Product Viewed', '2026-05-20T19:00:00')])).toEqual({
      attributed_gmv: 0,
      direct_gmv: 100,
      live_gmv: null,
    });
  });

  it('counts what is ordered while the room is on air, and what was put into the cart there', async () => {
    const stall = await openStall(world);
    const inRoom = { carrier: 'live', roomId: 'r1' } as const;
    expect(
      await numbers(
        stall,
        [
          // During the live, paid after it.
          sale(stall, '2026-05-20T23:00:00', 1_000, { ...inRoom, orderedMs: at('2026-05-20T20:29:59') }),
          // Half an hour after the last event.
          sale(stall, '2026-05-20T20:30:00', 200, { ...inRoom, buyer: 32 }),
          // Ordered by product card, from a cart that was filled in the live.
          sale(stall, '2026-05-20T22:00:00', 30, { buyer: 33 }),
          // The same person, another SKU.
          sale(stall, '2026-05-20T22:00:00', 4, { buyer: 33, productId: newId('product') }),
        ],
        [
          visit(stall, 'Live Entered', '2026-05-20T20:00:00', { roomId: 'r1', person: 50 }),
          visit(stall, 'Product Added', '2026-05-20T20:00:00', { roomId: 'r1', person: 33 }),
          visit(stall, 'Live Entered', '2026-05-20T20:20:00', { roomId: 'r2', person: 50 }),
        ],
      ),
    ).toMatchObject({ live_gmv: 1_030, direct_gmv: 1_200 });
    const { rows } = await stall.ask({ metrics: ['live_gmv'], range: may, dimensions: ['room'] });
    expect(rows.filter(({ values }) => values.live_gmv).map(({ dimensions }) => dimensions.room)).toEqual([
      'r1',
    ]);
  });
});
