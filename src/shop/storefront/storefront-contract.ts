/** What shoppers see of products and shops; browser-safe. Money is in minor units of the currency beside it. */
import { z } from 'zod';

const money = z.int();

/** A product as feed, search, shop page and cart show it. Only what is on the shelf has a card. */
export const productCard = z.object({
  id: z.string(),
  name: z.string(),
  /** One reason to buy 卖点; may be empty. */
  sellingPoint: z.string(),
  shopId: z.string(),
  shopName: z.string(),
  /** Address of the first picture. */
  picture: z.string().nullable(),
  /** Of the cheapest SKU, with its list price where that is higher. */
  price: money,
  listPrice: money.nullable(),
  currency: z.string(),
  soldOut: z.boolean(),
  /** Units paid for so far 已售. */
  soldCount: z.int(),
});

export const productPage = productCard.extend({
  description: z.string(),
  pictures: z.array(z.object({ url: z.string(), width: z.int(), height: z.int() })),
  skus: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      /** What tells it from its siblings 规格; empty where there is one SKU only. */
      name: z.string(),
      price: money,
      listPrice: money.nullable(),
      available: z.int(),
    }),
  ),
  /** The shop's official account, where it has one. */
  accountId: z.string().nullable(),
  brandName: z.string(),
});

export const storefrontShop = z.object({
  id: z.string(),
  name: z.string(),
  brandName: z.string(),
  /** The shop's official account, where it has one. */
  accountId: z.string().nullable(),
  products: z.array(productCard),
  nextCursor: z.string().nullable(),
});

export type ProductCard = z.infer<typeof productCard>;
export type ProductPage = z.infer<typeof productPage>;
export type StorefrontShop = z.infer<typeof storefrontShop>;
