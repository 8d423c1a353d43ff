import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';
import { overlappingShareRatio, shareRatio } from './share-ratio.ts';

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

describe('of groups with people in common', () => {
  const none = { people: 0, sharing: 0 };

  it('is the one of separate groups where there are none, and sure where there is no other', () => {
    const apart = shareRatio(40, 200, 100, 1_000);
    const found = overlappingShareRatio(none, { people: 200, sharing: 40 }, { people: 1_000, sharing: 100 });
    expect(found?.ratio).toBeCloseTo(apart?.ratio ?? 0, 12);
    expect(found?.low).toBeCloseTo(apart?.low ?? 0, 1);
    expect(found?.high).toBeCloseTo(apart?.high ?? 0, 1);
    const same = { people: 50, sharing: 7 };
    expect(overlappingShareRatio(same, none, none)).toEqual({ ratio: 1, low: 1, high: 1 });
    expect(overlappingShareRatio(none, none, same)).toBeNull();
    expect(() => overlappingShareRatio({ people: 1, sharing: 2 }, none, none)).toThrow();
  });

  it.each([
    ['an audience and everybody', 300, 0, 900],
    ['two that overlap', 150, 150, 400],
  ])('holds the truth in some 95 of 100 samples: %s', (_, both, first, second) => {
    const random = randomOf('overlap');
    const draw = (people: number, share: number) => {
      let sharing = 0;
      for (let i = 0; i < people; i++) if (random() < share) sharing++;
      return { people, sharing };
    };
    // Those of the first group share it with 0.3, the others with 0.1.
    const truth = 0.3 / ((both * 0.3 + second * 0.1) / (both + second));
    let held = 0;
    for (let run = 0; run < 2_000; run++) {
      const found = overlappingShareRatio(draw(both, 0.3), draw(first, 0.3), draw(second, 0.1));
      if (found && found.low <= truth && found.high >= truth) held++;
    }
    expect(held / 2_000).toBeGreaterThan(0.93);
    expect(held / 2_000).toBeLessThan(0.97);
  });
});
