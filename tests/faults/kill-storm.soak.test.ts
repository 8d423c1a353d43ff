import { expect, it } from 'vitest';
import { killStorm } from './kill-storm.ts';
import { seededRandom } from './seeded-random.ts';

it('twenty kills under ingest and import lose and double nothing', { timeout: 900_000 }, async () => {
  const report = await killStorm(20, seededRandom(Date.now()));
  console.log(report);
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
