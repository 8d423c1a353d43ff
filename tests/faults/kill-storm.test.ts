import { expect, it } from 'vitest';
import { killStorm } from './kill-storm.ts';
import { seededRandom } from './seeded-random.ts';

it('three kills under ingest and import lose and double nothing', { timeout: 1_200_000 }, async () => {
  const report = await killStorm(3, seededRandom(7));
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report).toMatchObject({
    stored: report.acknowledged,
    storedDistinct: report.acknowledged,
    importState: 'done',
    orders: 20_000,
    orderGmv: report.expectedGmv,
    factOrders: 20_000,
    factGmv: report.expectedGmv,
  });
});
