import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openStall, registry } from './metrics-fixture.ts';
import { worlds } from './world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const range = { from: '2026-03-02', to: '2026-03-05' };
const ids = [...registry.keys()].filter((id) => id !== 'channel_contribution');

describe('the rows behind a number', () => {
  it('sum to it, page by page, for every metric and both parts of a ratio', async () => {
    const stall = await openStall(world);
    const [facts] = fc.sample(worlds(stall.places, Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 5, 16)), {
      numRuns: 1,
      seed: 7,
    });
    if (!facts) throw new Error('no world');
    await stall.load(facts);
    const shop = showId('shop', stall.places.shops[0]?.id ?? '');
    for (const filters of [[], [{ dimension: 'shop', op: 'in' as const, values: [shop] }]]) {
      const { rows, meta } = await stall.ask({ metrics: ids, range, filters });
      for (const id of ids) {
        const parts = meta.parts[id]?.[0];
        const wanted = parts
          ? ([
              ['numerator', parts.numerator],
              ['denominator', parts.denominator],
            ] as const)
          : ([[undefined, rows[0]?.values[id]]] as const);
        for (const [part, value] of wanted) {
          let [sum, count] = [0, 0];
          let cursor: string | undefined;
          const seen = new Set<string>();
          do {
            const page = await stall.rows({
              metric: id,
              filters,
              range,
              limit: 7,
              ...(part ? { part } : {}),
              ...(cursor ? { cursor } : {}),
            });
            for (const row of page.rows) {
              sum += Number(row.value);
              count += 1;
              seen.add(JSON.stringify(row));
            }
            expect(page.sum, id).toBe(value ?? 0);
            cursor = page.nextCursor ?? undefined;
            if (!cursor) expect(count, id).toBe(page.total);
          } while (cursor);
          expect(sum, `${id} ${part ?? ''}`).toBe(value ?? 0);
        }
      }
    }
  });

  it('are refused for a metric that does not exist and a cursor that is not ours', async () => {
    const stall = await openStall(world);
    await expect(stall.rows({ metric: 'nothing', filters: [], range, limit: 5 })).rejects.toThrow(
      'unknown_metric',
    );
    await expect(stall.rows({ metric: 'gmv', filters: [], range, limit: 5, cursor: 'x' })).rejects.toThrow(
      'unprocessable',
    );
  });
});
