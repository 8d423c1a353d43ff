import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDemoWorld, presentOf, smallSize } from '../../src/simulator/index.ts';
import { gmvFen } from '../../src/simulator/world/scene.ts';
import { liveThrough, openWorld } from '../../src/simulator/world/world.ts';
import { openTestProduct, type TestProduct, type TestTenant } from '../api/product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Demo');
});
afterAll(() => product.close());

const load = (signal?: AbortSignal) =>
  loadDemoWorld({
    url: product.url,
    apiKey: tenant.apiKey,
    nowMs: presentOf(tenant.shownId),
    size: smallSize,
    ...(signal ? { signal } : {}),
  });

const metrics = ['gmv', 'user_paid', 'paid_orders', 'buyers', 'uv'];
type Row = { dimensions: Record<string, string | null>; values: Record<string, number | null> };

async function ask(dimensions: readonly string[] = []): Promise<Row[]> {
  const { calendar } = openWorld('meadow', presentOf(tenant.shownId), smallSize);
  const range = { from: calendar[0]?.date, to: calendar.at(-1)?.date };
  const answer = await product.ask(tenant, '/api/metrics/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ metrics, dimensions, range }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return ((await answer.json()) as { rows: Row[] }).rows;
}

/** The same numbers from what was made, without the product. */
function made() {
  const days = [...liveThrough(openWorld('meadow', presentOf(tenant.shownId), smallSize))];
  const paid = days.flatMap((day) => day.orders).filter((order) => order.paidAtMs !== null);
  const lines = paid.flatMap((order) => order.lines);
  const visitors = days
    .flatMap((day) => day.visits)
    .filter(({ events }) => events.some(({ name }) => name !== 'Product Impression'))
    .map(({ scene }) => scene.visitor);
  return {
    paid,
    totals: {
      gmv: lines.reduce((sum, line) => sum + gmvFen(line), 0),
      user_paid: lines.reduce((sum, line) => sum + line.userPaidFen, 0),
      paid_orders: paid.length,
      buyers: new Set(paid.map(({ buyer }) => buyer)).size,
      uv: new Set(visitors).size,
    },
  };
}

it('a load that is cut off and run again ends with every fen and every visitor that was made', {
  timeout: 600_000,
}, async () => {
  const cut = new AbortController();
  setTimeout(() => cut.abort(), 1_500);
  await load(cut.signal).catch(() => undefined);
  await load();

  const { totals, paid } = made();
  await expect.poll(async () => (await ask())[0]?.values, { timeout: 300_000 }).toEqual(totals);
  const byCarrier = await ask(['carrier']);
  for (const carrier of ['live', 'short_video', 'product_card']) {
    const own = paid.filter(({ scene }) => scene.channel.carrier === carrier).flatMap(({ lines }) => lines);
    const row = byCarrier.find(({ dimensions }) => dimensions.carrier === carrier);
    expect(row?.values.gmv).toBe(own.reduce((sum, line) => sum + gmvFen(line), 0));
  }
});

it('loading it once more sends nothing and changes nothing', async () => {
  const before = await ask();
  expect(await load()).toMatchObject({ filesSent: 0 });
  expect(await ask()).toEqual(before);
});
