import { between, drawer, type Random, randomOf } from '#science/random';
import { type BrandKey, shops } from './brands-data.ts';
import { catalogue } from './catalogue-data.ts';

export type DemoProduct = {
  readonly id: string;
  readonly sku: string;
  readonly shop: string;
  readonly brand: BrandKey;
  readonly category: string;
  readonly name: string;
  readonly priceFen: number;
  /** Sales relative to the others of its shop; falls with rank as Zipf's law has it. */
  readonly popularity: number;
  readonly refundRate: number;
};

/** Exponent of the popularity of products by rank; sales of shops lie between 0.8 and 1.1. */
const zipfExponent = 0.95;

/** The two hundred products: a hundred articles in two editions, each sold by one shop of its brand. */
export function makeProducts(seed: string): DemoProduct[] {
  const random = randomOf(`${seed}/products`);
  const drafts = catalogue.flatMap((category, place) =>
    category.articles.flatMap((line, article) => {
      const [zh = '', en = '', yuan = '0'] = line.split('|');
      return category.editions.map(([editionZh, editionEn], edition) => ({
        id: `P${String(10_000 + place * 100 + article * 2 + edition)}`,
        sku: `${category.brand.slice(0, 2).toUpperCase()}-${place + 1}${String(article + 1).padStart(2, '0')}-${edition + 1}`,
        brand: category.brand,
        category: category.name,
        name: `${zh} ${editionZh} ${en} ${editionEn}`,
        priceFen: niceFen(Number(yuan) * (edition === 0 ? 1 : category.secondPrice)),
        refundRate: category.refundRate * between(random, 0.75, 1.3),
        attraction: category.demand * (edition === 0 ? 1 : 0.62) * between(random, 0.4, 1.6),
      }));
    }),
  );
  return (['lanjing', 'suting', 'hejian'] as const).flatMap((brand) => {
    const ranked = drafts
      .filter((draft) => draft.brand === brand)
      .sort((a, b) => b.attraction - a.attraction);
    return ranked.map(({ attraction: _, ...draft }, rank) => ({
      ...draft,
      shop: shopOf(random, brand, draft.category),
      popularity: 1 / (rank + 1.5) ** zipfExponent,
    }));
  });
}

/** ¥ 358.2 is written ¥ 359: prices end in nine from thirty yuan on. */
function niceFen(yuan: number): number {
  const whole = Math.max(9, Math.round(yuan));
  return (whole < 30 ? whole : Math.round((whole + 1) / 10) * 10 - 1) * 100;
}

/** Camping goes to the camp shop, tea to the tea house; the rest by the shops' shares. */
function shopOf(random: Random, brand: BrandKey, category: string): string {
  if (/Camping/.test(category)) return 'lj-gear';
  if (/Tea|Drinks/.test(category)) return 'hj-tea';
  if (/Serums/.test(category) && random() < 0.3) return 'st-lab';
  const own = shops.filter((shop) => shop.brand === brand);
  return drawer(own, (shop) => shop.share)(random).key;
}
