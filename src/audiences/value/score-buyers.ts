import { aliveProbability, type BgNbd, expectedPurchases } from '#science/customer-value/bg-nbd';
import { expectedSpend, type GammaGamma } from '#science/customer-value/gamma-gamma';
import type { BuyerHistory } from './histories-store.ts';
import { daysPerWeek, horizonDays, inWeeks } from './value-fit.ts';

export type ValueModels = { readonly buying: BgNbd; readonly spending: GammaGamma | null };
export type Score = {
  readonly person: number;
  /** Probability that they have not left. */
  readonly alive: number;
  /** Purchases and minor units expected in the horizon; amounts are 0 where spending has no model. */
  readonly purchases: number;
  readonly amount: number;
};

export const scoreBuyers = (
  { buying, spending }: ValueModels,
  buyers: readonly BuyerHistory[],
): readonly Score[] =>
  buyers.map((buyer) => {
    const history = inWeeks(buyer);
    const purchases = expectedPurchases(buying, history, horizonDays / daysPerWeek);
    return {
      person: buyer.person,
      alive: aliveProbability(buying, history),
      purchases,
      amount: spending === null ? 0 : purchases * expectedSpend(spending, buyer),
    };
  });
