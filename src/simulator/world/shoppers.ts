import { between, drawer, normal, type Random, randomOf } from '#science/random';
import type { BrandKey } from './brands-data.ts';
import { catalogue } from './catalogue-data.ts';

export type DemoShopper = {
  readonly id: string;
  readonly birthYear: number;
  readonly gender: 'female' | 'male';
  readonly cityTier: string;
  readonly consumption: 'high' | 'middle' | 'low';
  /** Hidden: nothing of what follows is ever sent. */
  readonly taste: ReadonlyMap<string, number>;
  readonly activity: number;
  readonly budgetFen: number;
  readonly sendsBack: number;
};

const cityTiers = [
  ['tier_1', 0.16],
  ['new_tier_1', 0.23],
  ['tier_2', 0.21],
  ['tier_3', 0.19],
  ['tier_4', 0.14],
  ['tier_5', 0.07],
] as const;
const drawTier = drawer(cityTiers, ([, share]) => share);
const budgets = { high: 90_000, middle: 38_000, low: 16_000 } as const;

/** People who signed in: ten thousand of them, with tastes that the platform can only guess from what they do. */
export function makeShoppers(seed: string, count: number): DemoShopper[] {
  const random = randomOf(`${seed}/shoppers`);
  return Array.from({ length: count }, (_, index) => makeShopper(random, index));
}

function makeShopper(random: Random, index: number): DemoShopper {
  const gender = random() < 0.61 ? 'female' : 'male';
  const birthYear = Math.round(Math.min(2008, Math.max(1956, normal(random, 1993, 9))));
  const [cityTier] = drawTier(random);
  const wealth = normal(random, cityTier.includes('1') ? 0.3 : 0, 1) + (birthYear < 1990 ? 0.2 : -0.1);
  const consumption = wealth > 0.95 ? 'high' : wealth > -0.35 ? 'middle' : 'low';
  return {
    id: `c${String(index + 1).padStart(5, '0')}`,
    birthYear,
    gender,
    cityTier,
    consumption,
    taste: new Map(
      catalogue.map((category) => [
        category.name,
        Math.exp(normal(random, leaning(category.brand, gender, birthYear), 0.8)),
      ]),
    ),
    // A few people watch far more than most.
    activity: Math.exp(normal(random, 0, 1.05)),
    budgetFen: budgets[consumption] * between(random, 0.7, 1.4),
    sendsBack: Math.exp(normal(random, -0.08, 0.5)),
  };
}

function leaning(brand: BrandKey, gender: string, birthYear: number): number {
  if (brand === 'suting') return gender === 'female' ? 0.7 : -1.3;
  if (brand === 'lanjing') return gender === 'male' ? 0.5 : -0.05;
  return birthYear > 1995 ? 0.25 : 0;
}
