/** What members do with products, SKUs, stock and pictures; browser-safe. Money is in minor units of the shop's currency. */
import { z } from 'zod';

const instant = z.iso.datetime();
const money = z.int();

/** PostgreSQL keeps no U+0000, and control characters mislead whoever reads them. */
const isPlain = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);
const line = (lengthMax: number) =>
  z.string().trim().max(lengthMax).refine(isPlain, { error: 'must not contain control characters' });
/** Several lines of text. */
const prose = z
  .string()
  .trim()
  .max(10_000)
  .refine((text) => isPlain(text.replaceAll(/[\n\r\t]/g, '')), {
    error: 'must not contain control characters',
  });

export const productReview = z.enum(['unsubmitted', 'pending', 'passed', 'rejected', 'banned']);
export const productShelf = z.enum(['online', 'offline', 'deleted']);
/** 极限词, no picture, no SKU with a price, nothing to sell. */
export const reviewReason = z.object({
  code: z.enum(['forbidden_word', 'picture_missing', 'price_missing', 'no_stock']),
  field: z.enum(['name', 'sellingPoint', 'description', 'skus', 'pictures']),
  word: z.string().optional(),
});

const priceMax = 100_000_000_000;
const stockMax = 10_000_000;
const skuFields = {
  /** The seller's own number of it; no two of a product are the same. */
  code: line(200).min(1),
  name: line(120).default(''),
  price: money.min(1).max(priceMax),
  /** Struck through beside the price 划线价; never below it. */
  listPrice: money.min(1).max(priceMax).nullable().default(null),
  /** Goods, freight and packaging; null where nobody knows, so profit is not known either. */
  cost: money.min(0).max(priceMax).nullable().default(null),
  /** Received with it; only for a code that is new. */
  stock: z.int().min(0).max(stockMax).optional(),
};
export const skuInput = z
  .strictObject(skuFields)
  .refine(({ price, listPrice }) => listPrice === null || listPrice >= price, {
    error: 'must not be below the price',
    path: ['listPrice'],
  });
export const skusMax = 100;
const skus = z
  .array(skuInput)
  .max(skusMax)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, {
    error: 'must not bear the same code twice',
  });

const texts = {
  name: line(120).min(1),
  sellingPoint: line(120),
  description: prose,
  category: line(200).nullable(),
};
export const productCreate = z.strictObject({
  shopId: z.string().max(60),
  name: texts.name,
  sellingPoint: texts.sellingPoint.default(''),
  description: texts.description.default(''),
  category: texts.category.default(null),
  skus: skus.default([]),
});

/** What the sender saw last; a change of what somebody else changed meanwhile is refused. */
const version = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
export const productPatch = z.strictObject({
  version,
  name: texts.name.optional(),
  sellingPoint: texts.sellingPoint.optional(),
  description: texts.description.optional(),
  category: texts.category.optional(),
  /** All of them: those left out are put away. */
  skus: skus.optional(),
  /** Ids of all pictures in their new order; the first one is shown on cards. */
  pictures: z.array(z.string().max(60)).max(20).optional(),
});
export const productVersion = z.strictObject({ version });
export const productShelfPut = z.strictObject({ version, shelf: productShelf });
export const productSchedule = z.strictObject({
  version,
  /** Null takes it back. */
  at: z.iso.datetime({ offset: true }).nullable(),
});

export const stockReason = z.enum(['received', 'counted', 'damaged', 'returned', 'sold']);
/** A movement by hand. */
export const stockPut = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.literal('received'), quantity: z.int().min(1).max(stockMax) }),
  z.strictObject({ reason: z.literal('damaged'), quantity: z.int().min(1).max(stockMax) }),
  /** What was found, and what was on hand for whoever counted: where that has changed, they count again. */
  z.strictObject({
    reason: z.literal('counted'),
    quantity: z.int().min(0).max(stockMax),
    seen: z
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  }),
]);
export const stockChange = z.object({
  id: z.string(),
  change: z.int(),
  onHandAfter: z.int(),
  reason: stockReason,
  orderLineId: z.string().nullable(),
  actor: z.string(),
  at: instant,
});

export const skuView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  price: money,
  listPrice: money.nullable(),
  cost: money.nullable(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  version: z.int(),
});
export const pictureView = z.object({
  id: z.string(),
  url: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
});
const shared = {
  id: z.string(),
  name: z.string(),
  shopId: z.string(),
  shopName: z.string(),
  currency: z.string(),
  category: z.string().nullable(),
  review: productReview,
  reviewReasons: z.array(reviewReason),
  shelf: productShelf,
  saleStartsAt: instant.nullable(),
  /** Units paid for. */
  sold: z.int(),
  simulated: z.boolean(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
};
export const productRow = z.object({
  ...shared,
  picture: z.string().nullable(),
  priceFrom: money.nullable(),
  priceTo: money.nullable(),
  onHand: z.int(),
  available: z.int(),
  skus: z.int(),
});
export const productView = z.object({
  ...shared,
  sellingPoint: z.string(),
  description: z.string(),
  reviewNote: z.string().nullable(),
  listedAt: instant.nullable(),
  skus: z.array(skuView),
  pictures: z.array(pictureView),
});
/** What wants looking at, by number of products. */
export const productCounts = z.object({
  online: z.int(),
  offline: z.int(),
  scheduled: z.int(),
  rejected: z.int(),
  banned: z.int(),
  /** On the shelf with nothing left to sell. */
  soldOut: z.int(),
  deleted: z.int(),
});
export const productList = z.object({ items: z.array(productRow), nextCursor: z.string().nullable() });

export const productBan = z.strictObject({ reason: z.string().trim().min(1).max(500) });
/** A product as the operator of the market sees it: what is public of it, whose it is, and why it is banned. */
export const marketProduct = z.object({
  id: z.string(),
  name: z.string(),
  organizationName: z.string(),
  shopId: z.string(),
  shopName: z.string(),
  currency: z.string(),
  category: z.string().nullable(),
  picture: z.string().nullable(),
  priceFrom: money.nullable(),
  priceTo: money.nullable(),
  review: productReview,
  reviewNote: z.string().nullable(),
  shelf: productShelf,
  simulated: z.boolean(),
  createdAt: instant,
});

export const bulkShelf = z.strictObject({
  shelf: productShelf,
  products: z
    .array(z.strictObject({ id: z.string().max(60), version }))
    .min(1)
    .max(100),
});
export const bulkShelved = z.object({
  done: z.array(z.object({ id: z.string(), version: z.int(), shelfBefore: productShelf })),
  refused: z.array(z.object({ id: z.string(), code: z.string(), detail: z.string() })),
});

export type SkuInput = z.infer<typeof skuInput>;
export type ProductCreate = z.infer<typeof productCreate>;
export type ProductPatch = z.infer<typeof productPatch>;
export type ProductRow = z.infer<typeof productRow>;
export type ProductView = z.infer<typeof productView>;
export type MarketProductView = z.infer<typeof marketProduct>;
export type ProductCounts = z.infer<typeof productCounts>;
export type ProductShelf = z.infer<typeof productShelf>;
export type SkuView = z.infer<typeof skuView>;
export type StockPut = z.infer<typeof stockPut>;
export type StockChange = z.infer<typeof stockChange>;
export type ReviewReasonView = z.infer<typeof reviewReason>;
export type BulkShelved = z.infer<typeof bulkShelved>;
