import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '#science/random';
import { hiddenShopper, reactTo, trueChances } from './hidden-shopper.ts';
import { Ledger } from './ledger.ts';
import { knownVideos } from './simulate.ts';

const videos = knownVideos();
const categories = [...new Set(videos.map(({ category }) => category))];
const crowd = Array.from({ length: 40 }, (_, number) => hiddenShopper('test', number, categories));

describe('a made-up shopper', () => {
  it('is the same for the same seed, and has chances that are chances', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(1_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, number, tired) => {
          const shopper = hiddenShopper(seed, number, categories);
          expect(hiddenShopper(seed, number, categories)).toEqual(shopper);
          for (const { category, price } of videos.slice(0, 5))
            for (const chance of Object.values(
              trueChances(shopper, { category, price, quality: 0.1 }, tired),
            )) {
              expect(chance).toBeGreaterThanOrEqual(0);
              expect(chance).toBeLessThanOrEqual(1);
            }
        },
      ),
    );
  });

  it('buys less of what is dear, and watches less of what bores', () => {
    for (const shopper of crowd) {
      const [loved] = [...shopper.tastes].sort(([, one], [, other]) => other - one)[0] ?? [''];
      const [bored] = [...shopper.tastes].sort(([, one], [, other]) => one - other)[0] ?? [''];
      const at = (category: string, price: number) =>
        trueChances(shopper, { category, price, quality: 0 }, 0);
      expect(at(loved, 2_000).buy).toBeGreaterThan(at(loved, 90_000).buy);
      expect(at(loved, 2_000).watched).toBeGreaterThan(at(bored, 2_000).watched);
      expect(at(loved, 2_000).click).toBeGreaterThan(at(bored, 2_000).click);
    }
  });

  it('reacts as often as its chances say', () => {
    const chances = {
      watched: 0.9,
      like: 0.3,
      favorite: 0,
      comment: 0,
      follow: 0,
      dislike: 0,
      click: 0.2,
      buy: 0.5,
    };
    const random = randomOf('react');
    const reactions = Array.from({ length: 4_000 }, () => reactTo(chances, 0, random));
    const staying = reactions.filter(({ watchRatio }) => watchRatio > 0.25);
    expect(staying.filter(({ like }) => like).length / staying.length).toBeCloseTo(0.3, 1);
    expect(staying.filter(({ click }) => click).length / staying.length).toBeCloseTo(0.2, 1);
    expect(reactions.filter(({ watchRatio, like }) => watchRatio <= 0.25 && like)).toEqual([]);
  });
});

describe('the yardstick of a feed', () => {
  const sceneOf = ({ key }: { key: string }) => ({ key, isAd: false });

  it('gives the oracle no regret and random choice all of it', () => {
    const regretOf = (choose: (unseen: typeof videos, shopper: (typeof crowd)[number]) => typeof videos) => {
      const ledger = new Ledger(videos, crowd);
      for (const shopper of crowd) {
        const seen = new Set<string>();
        for (let page = 0; page < 3; page++) {
          const shown = choose(
            videos.filter(({ key }) => !seen.has(key)),
            shopper,
          ).slice(0, 5);
          for (const { key } of shown) seen.add(key);
          ledger.shown(shopper, shown.map(sceneOf));
        }
      }
      return ledger.report(crowd.length);
    };
    const random = randomOf('shuffle');
    const shuffled = regretOf((unseen) =>
      unseen
        .map((video) => [random(), video] as const)
        .sort(([one], [other]) => one - other)
        .map(([, video]) => video),
    );
    expect(shuffled.regretShare ?? 0).toBeGreaterThan(0.85);
    expect(shuffled.regretShare ?? 2).toBeLessThan(1.15);
    const { worth } = shuffled;
    expect(worth.oracle).toBeGreaterThan(worth.popular);
    expect(worth.popular).toBeGreaterThan(worth.random);
  });
});
