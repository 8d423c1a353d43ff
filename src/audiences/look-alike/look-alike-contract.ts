/** Wire schemas of look-alike audiences; browser-safe. */
import { z } from 'zod';
import { actions } from '../rules/rule.ts';

/**
 * What people are compared by. Shares are of all that somebody did lately: of the actions of the builder, of what a
 * carrier is known of, of visits by the hour at which a quarter of the day begins, of products and contents turned to.
 */
export const sharedFeatures = ['action', 'carrier', 'daypart', 'category', 'content_category'] as const;
/** Counts and times, of which the logarithm is compared: ten visits differ from one as a hundred do from ten. */
export const countedFeatures = ['visits', 'recency', 'orders', 'amount', 'order_recency'] as const;

export const comparedActions = (Object.keys(actions) as (keyof typeof actions)[]).filter(
  (action) => actions[action] !== null,
);
export const dayparts = ['0', '6', '12', '18'] as const;
export const comparedCarriers = ['live', 'short_video', 'product_card'] as const;

export const verdicts = ['chance', 'weak', 'good', 'same_facts'] as const;

const feature = z.object({
  of: z.enum([...sharedFeatures, ...countedFeatures]),
  /** The action, carrier, hour or category; empty for counts and times. */
  value: z.string(),
  /** What one standard deviation more adds to the logarithm of the odds of being like the audience. */
  weight: z.number(),
  /** What it adds between the means of both sides, in the logarithm of the odds: how much it tells them apart. */
  apart: z.number(),
  /** Means of those who were compared: shares from 0 to 1, counts, days, or minor units of the organisation's currency. */
  seedMean: z.number(),
  othersMean: z.number(),
});

export const lookAlikeView = z.object({
  /** People of the audience, and those of them of whom anything was heard lately. */
  seed: z.object({ size: z.int(), heard: z.int(), compared: z.int() }),
  others: z.object({ heard: z.int(), compared: z.int() }),
  /**
   * How often somebody of the audience scores higher than somebody else, measured on people whom the model had not
   * seen: ½ is chance. With its standard error.
   */
  auc: z.number(),
  aucError: z.number(),
  verdict: z.enum(verdicts),
  /** Those that tell most, the first most. */
  features: z.array(feature),
});

export type LookAlikeView = z.infer<typeof lookAlikeView>;
export type LookAlikeFeature = z.infer<typeof feature>;
export type Verdict = (typeof verdicts)[number];
