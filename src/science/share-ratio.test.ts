import { expect, it } from 'vitest';
import { randomOf } from './random.ts';
import { shareRatio } from './share-ratio.ts';

it('is the ratio of the shares, and says nothing of an empty group', () => {
  expect(shareRatio(400, 1_000, 2_000, 10_000)?.ratio).toBeCloseTo(2, 2);
  expect(shareRatio(0, 0, 3, 10)).toBeNull();
  expect(shareRatio(3, 10, 0, 0)).toBeNull();
  expect(() => shareRatio(11, 10, 1, 10)).toThrow();
});

it('has an interval even where a share is nothing or all', () => {
  for (const [a, b] of [
    [0, 0],
    [10, 0],
    [0, 10],
    [10, 10],
  ] as const) {
    const found = shareRatio(a, 10, b, 10);
    expect(Number.isFinite(found?.high)).toBe(true);
    expect(found?.low).toBeGreaterThan(0);
  }
});

it('holds the truth in some 95 of 100 samples', () => {
  const random = randomOf('share ratio');
  const draw = (n: number, share: number) => {
    let count = 0;
    for (let i = 0; i < n; i++) if (random() < share) count++;
    return count;
  };
  let held = 0;
  for (let run = 0; run < 2_000; run++) {
    const found = shareRatio(draw(200, 0.3), 200, draw(800, 0.15), 800);
    if (found && found.low <= 2 && found.high >= 2) held++;
  }
  expect(held / 2_000).toBeGreaterThan(0.935);
  expect(held / 2_000).toBeLessThan(0.965);
});
