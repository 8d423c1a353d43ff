import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Random, randomOf } from '../random.ts';
import {
  aliveProbability,
  type BgNbd,
  type BuyingHistory,
  type CountedHistory,
  expectedPurchases,
  fitBgNbd,
  repeatShare,
} from './bg-nbd.ts';
import { correlation, expectedSpend, fitGammaGamma } from './gamma-gamma.ts';
import { hypergeometric, logGamma } from './log-gamma.ts';

it('has the functions that it rests on', () => {
  let factorial = 1;
  for (let n = 1; n < 20; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(logGamma(0.01)).toBeCloseTo(4.599479878042022, 11);
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(-Math.log(0.5) / 0.5, 12);
  expect(hypergeometric(2.5, 1, 1, 0.75)).toBeCloseTo(0.25 ** -2.5, 8);
});

/** Marsaglia and Tsang; below 1 by their power of a uniform. */
function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Somebody who lives as the model says: every purchase is made, none is calculated. */
function live(
  model: BgNbd,
  seenFor: number,
  after: number,
  random: Random,
): BuyingHistory & { later: number } {
  const rate = gammaDraw(model.r, random) / model.alpha;
  const [x, y] = [gammaDraw(model.a, random), gammaDraw(model.b, random)];
  const leaving = x / (x + y);
  let [at, repeats, lastAt, later] = [0, 0, 0, 0];
  for (;;) {
    at += -Math.log(1 - random()) / rate;
    if (at > seenFor + after) break;
    if (at <= seenFor) {
      repeats++;
      lastAt = at;
    } else later++;
    if (random() < leaving) break;
  }
  return { repeats, lastAt, seenFor, later };
}

const truth: BgNbd = { r: 0.6, alpha: 6, a: 0.9, b: 2.2 };

describe('buying again', () => {
  it('is found again where people live as the model says, and foretells what they do next', () => {
    const random = randomOf('lives');
    const people = Array.from({ length: 6_000 }, () => live(truth, 20 + 30 * random(), 26, random));
    const fit = fitBgNbd(people.map((one) => ({ ...one, people: 1 })));
    expect(fit?.isSettled).toBe(true);
    const model = fit?.model as BgNbd;
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(model[name] / truth[name]).toBeGreaterThan(0.7);
      expect(model[name] / truth[name]).toBeLessThan(1.4);
    }
    // In each group of histories what is expected is what is then bought.
    for (const belongs of [
      ({ repeats }: BuyingHistory) => repeats === 0,
      ({ repeats }: BuyingHistory) => repeats === 1,
      ({ repeats, lastAt, seenFor }: BuyingHistory) => repeats >= 2 && lastAt < seenFor / 2,
      ({ repeats, lastAt, seenFor }: BuyingHistory) => repeats >= 2 && lastAt >= seenFor / 2,
    ]) {
      const group = people.filter(belongs);
      const expected = group.reduce((sum, one) => sum + expectedPurchases(model, one, 26), 0);
      const bought = group.reduce((sum, { later }) => sum + later, 0);
      expect(group.length).toBeGreaterThan(100);
      expect(Math.abs(expected - bought)).toBeLessThan(0.1 * bought + 4 * Math.sqrt(bought));
    }
  });

  it('shares out everybody, as the model says and as lives fall out', () => {
    const random = randomOf('shares');
    const lives = Array.from({ length: 20_000 }, () => live(truth, 30, 0, random));
    let sum = 0;
    for (let repeats = 0; repeats < 400; repeats++) {
      const share = repeatShare(truth, repeats, 30);
      sum += share;
      if (repeats > 5) continue;
      const seen = lives.filter((one) => one.repeats === repeats).length / lives.length;
      expect(Math.abs(seen - share)).toBeLessThan(5 * Math.sqrt(share / lives.length));
    }
    expect(sum).toBeCloseTo(1, 4);
  });

  it('is sure of nobody who stayed away for long, and of everybody who never came again', () => {
    const regular = { repeats: 20, lastAt: 30, seenFor: 31 };
    expect(aliveProbability(truth, regular)).toBeGreaterThan(0.9);
    expect(aliveProbability(truth, { ...regular, seenFor: 90 })).toBeLessThan(0.01);
    expect(aliveProbability(truth, { repeats: 0, lastAt: 0, seenFor: 90 })).toBe(1);
  });

  it('learns nothing where nobody bought again', () => {
    expect(fitBgNbd([{ repeats: 0, lastAt: 0, seenFor: 10, people: 500 }])).toBeNull();
    expect(fitBgNbd([])).toBeNull();
  });
});

describe('spending', () => {
  it('is found again where people spend as the model says', () => {
    const model = { p: 5, q: 4, gamma: 20 };
    const random = randomOf('spending');
    const people = Array.from({ length: 8_000 }, () => {
      const nu = gammaDraw(model.q, random) / model.gamma;
      const purchases = 1 + Math.floor(random() * 6);
      const total = gammaDraw(model.p * purchases, random) / nu;
      return { purchases, mean: total / purchases };
    });
    const fit = fitGammaGamma(people);
    expect(fit?.isSettled).toBe(true);
    expect(Math.abs(correlation(people))).toBeLessThan(0.05);
    const everybody = expectedSpend(fit?.model ?? model, null);
    expect(everybody / expectedSpend(model, null)).toBeCloseTo(1, 1);
    // Little is known of one purchase, much of a hundred.
    const [little, much] = [1, 100].map((purchases) => expectedSpend(model, { purchases, mean: 200 })) as [
      number,
      number,
    ];
    expect(little).toBeGreaterThan(everybody);
    expect(little).toBeLessThan(much);
    expect(much).toBeGreaterThan(190);
  });

  it('learns nothing from two', () => {
    expect(
      fitGammaGamma([
        { purchases: 1, mean: 5 },
        { purchases: 2, mean: 9 },
        { purchases: 0, mean: 0 },
      ]),
    ).toBeNull();
  });
});

const folder = resolve(process.env.MEADOW_TEST_DATA ?? '../shared/data', 'cdnow');
if (!existsSync(folder)) console.log(`Skipped: ${folder} is absent (purchases of CDNOW, 1997-98).`);

describe.skipIf(!existsSync(folder))('the customers of CDNOW', () => {
  const histories = (): CountedHistory[] =>
    readFileSync(resolve(folder, 'cdnow_customers_summary.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number) as [number, number, number, number])
      .map(([, repeats, lastAt, seenFor]) => ({ repeats, lastAt, seenFor, people: 1 }));

  it('give the parameters that were published, to three digits', () => {
    const fit = fitBgNbd(histories());
    expect(fit?.people).toBe(2_357);
    expect(fit?.model.r).toBeCloseTo(0.243, 3);
    expect(fit?.model.alpha).toBeCloseTo(4.414, 2);
    expect(fit?.model.a).toBeCloseTo(0.793, 2);
    expect(fit?.model.b).toBeCloseTo(2.426, 2);
    expect(fit?.logLikelihood).toBeCloseTo(-9_582.4, 1);
  });

  it('spend about what was published of a tenth of them', async () => {
    const spending = await spendingOfAll();
    const fit = fitGammaGamma(spending);
    expect(fit?.isSettled).toBe(true);
    const published = { p: 6.25, q: 3.74, gamma: 15.44 };
    for (const name of ['p', 'q', 'gamma'] as const)
      expect(Math.abs((fit?.model[name] ?? 0) / published[name] - 1)).toBeLessThan(0.05);
    expect(Math.abs(correlation(spending))).toBeLessThan(0.1);
  });

  /** All customers, their repeat purchases of the first 39 weeks; several on a day are one. */
  async function spendingOfAll() {
    const last = Date.UTC(1997, 8, 30);
    const people = new Map<number, Map<number, number>>();
    const lines = createInterface({
      input: createReadStream(resolve(folder, 'CDNOW_master.txt.gz')).pipe(createGunzip()),
    });
    for await (const line of lines) {
      const [customer = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
      const at = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
      if (!/^\d+$/.test(customer) || at > last) continue;
      const days = people.get(Number(customer)) ?? new Map<number, number>();
      people.set(Number(customer), days.set(at, (days.get(at) ?? 0) + Number(dollars)));
    }
    return [...people.values()].flatMap((days) => {
      const repeats = [...days].sort(([one], [other]) => one - other).slice(1);
      const total = repeats.reduce((sum, [, amount]) => sum + amount, 0);
      return total > 0 ? [{ purchases: repeats.length, mean: total / repeats.length }] : [];
    });
  }
});
