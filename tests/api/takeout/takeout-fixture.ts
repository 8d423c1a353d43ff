import { expect } from 'vitest';
import type { TestShopper } from '../product-fixture.ts';

type Listed = readonly Readonly<Record<string, unknown>>[];

/** The document as far as tests look into it. */
export type Takeout = {
  readonly format: string;
  readonly version: number;
  readonly about: string;
  readonly madeAt: string;
  readonly account: Readonly<Record<string, unknown>> & { readonly guestsBefore: readonly string[] };
  readonly sessions: Listed;
  readonly addresses: Listed;
  readonly cart: Listed;
  readonly coupons: Listed;
  readonly checkouts: Listed;
  readonly orders: readonly TakenOrder[];
  readonly comments: Listed;
  readonly reactions: Listed;
  readonly follows: Listed;
  readonly shares: Listed;
  readonly watched: Listed;
  readonly placements: Listed;
  readonly served: Listed;
  readonly ads: Listed;
  readonly said: Readonly<Record<string, unknown>>;
  readonly events: readonly (Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly event: string;
  })[];
};

export type TakenOrder = {
  readonly id: string;
  readonly state: string;
  readonly currency: string;
  readonly total: number;
  readonly refunded: number;
  readonly recipient: Readonly<Record<string, string>> | null;
  readonly lines: readonly {
    readonly id: string;
    readonly name: string;
    readonly quantity: number;
    readonly paid: number;
    readonly refunded: number;
    readonly discounts: readonly { readonly amount: number }[];
  }[];
  readonly payments: readonly { readonly amount: number; readonly currency: string }[];
  readonly parcels: readonly Readonly<Record<string, unknown>>[];
  readonly refunds: readonly Readonly<Record<string, unknown>>[];
};

export const takeoutPath = '/api/storefront/me/takeout';

export async function takeout(shopper: TestShopper): Promise<{ text: string; told: Takeout }> {
  const answer = await shopper.ask('GET', takeoutPath);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return { text, told: JSON.parse(text) as Takeout };
}
