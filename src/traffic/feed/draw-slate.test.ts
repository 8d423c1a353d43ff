import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '#science/random';
import { chancesOf, drawSlate } from './draw-slate.ts';
import { feedVideo } from './feed-fixture.ts';
import type { Scored } from './score.ts';

const scored = fc
  .array(
    fc.record({
      score: fc.double({ min: 0.001, max: 50, noNaN: true }),
      account: fc.constantFrom('a', 'b', 'c'),
      isOnTrial: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) =>
    list.map(
      ({ score, account, isOnTrial }, number): Scored => ({
        video: feedVideo({ id: `v${number}`, accountId: account, productIds: [`p${number % 4}`] }),
        why: 'popular',
        nearness: 0,
        score,
        isOnTrial,
      }),
    ),
  );

describe('a slate', () => {
  it('shows no video twice, and says of each the chance it had', () => {
    fc.assert(
      fc.property(scored, fc.nat(10), fc.string(), (list, count, seed) => {
        const slate = drawSlate(list, count, [], randomOf(seed));
        expect(slate).toHaveLength(Math.min(count, list.length));
        expect(new Set(slate.map(({ video }) => video.id)).size).toBe(slate.length);
        const left = [...list];
        for (const [place, drawn] of slate.entries()) {
          const chances = chancesOf(left, slate.slice(Math.max(0, place - 4), place));
          expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
          const at = left.findIndex(({ video }) => video.id === drawn.video.id);
          expect(drawn.propensity).toBeCloseTo(chances[at] ?? -1, 12);
          left.splice(at, 1);
        }
      }),
    );
  });

  it('is drawn as often as it says', () => {
    const list = [1, 2, 3, 4].map(
      (score): Scored => ({
        video: feedVideo({ id: `v${score}`, accountId: `a${score}` }),
        why: 'popular',
        nearness: 0,
        score,
        isOnTrial: score === 1,
      }),
    );
    const chances = chancesOf(list, []);
    const random = randomOf('often');
    const draws = 20_000;
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const shown = drawSlate(list, 1, [], random)[0]?.video.id;
      const at = list.findIndex(({ video }) => video.id === shown);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const chiSquare = counts.reduce(
      (sum, count, at) => sum + (count - draws * (chances[at] ?? 0)) ** 2 / (draws * (chances[at] ?? 1)),
      0,
    );
    // Three degrees of freedom: exceeded by chance once in a thousand seeds, and this seed is fixed.
    expect(chiSquare).toBeLessThan(16.3);
  });

  it('gives a video on trial its share, however poor it looks', () => {
    const list = [0.001, ...Array.from({ length: 20 }, () => 10)].map(
      (score, number): Scored => ({
        video: feedVideo({ id: `v${number}`, accountId: `a${number}` }),
        why: 'fresh',
        nearness: 0,
        score,
        isOnTrial: number === 0,
      }),
    );
    expect(chancesOf(list, [])[0]).toBeGreaterThan(0.1);
  });

  it('makes neighbours of the same account unlikely', () => {
    const of = (id: string, accountId: string): Scored => ({
      video: feedVideo({ id, accountId }),
      why: 'popular',
      nearness: 0,
      score: 1,
      isOnTrial: false,
    });
    const [same, other] = chancesOf([of('x', 'a'), of('y', 'b')], [of('z', 'a')]);
    expect((same ?? 1) / (other ?? 1)).toBeLessThan(0.05);
  });
});
