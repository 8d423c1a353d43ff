import { logGamma } from './log-gamma.ts';
import { minimise } from './minimise.ts';

/**
 * How much people spend at a purchase: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013). Amounts
 * of one person vary around a mean of their own (gamma with shape `p`), the means over people (gamma with shape `q`,
 * scale `gamma`). It assumes that how much and how often are unrelated: see `correlation`.
 */
export type GammaGamma = { readonly p: number; readonly q: number; readonly gamma: number };

export type SpendingHistory = {
  /** Purchases that `mean` is over; at least one. */
  readonly purchases: number;
  /** Mean amount of them, above zero, in any one unit of money. */
  readonly mean: number;
};

export type GammaGammaFit = {
  readonly model: GammaGamma;
  readonly logLikelihood: number;
  readonly people: number;
  readonly isSettled: boolean;
};

const peopleMin = 3;

/** By maximum likelihood; null where too few have spent anything for three parameters. */
export function fitGammaGamma(histories: readonly SpendingHistory[]): GammaGammaFit | null {
  const usable = histories.filter(({ purchases, mean }) => purchases > 0 && mean > 0);
  if (usable.length < peopleMin) return null;
  const level = usable.reduce((sum, { mean }) => sum + mean, 0) / usable.length;
  const { at, value, isSettled } = minimise(
    (logs) => -logLikelihood(modelOf(logs), usable) / usable.length,
    [Math.log(2), Math.log(3), Math.log(level)],
  );
  return { model: modelOf(at), logLikelihood: -value * usable.length, people: usable.length, isSettled };
}

function modelOf(logs: readonly number[]): GammaGamma {
  const [p, q, gamma] = logs.map((log) => Math.exp(Math.max(-20, Math.min(20, log))));
  return { p: p as number, q: q as number, gamma: gamma as number };
}

export function logLikelihood({ p, q, gamma }: GammaGamma, histories: readonly SpendingHistory[]): number {
  let sum = 0;
  for (const { purchases, mean } of histories) {
    const shape = p * purchases;
    sum +=
      logGamma(shape + q) -
      logGamma(shape) -
      logGamma(q) +
      q * Math.log(gamma) +
      (shape - 1) * Math.log(mean) +
      shape * Math.log(purchases) -
      (shape + q) * Math.log(gamma + purchases * mean);
  }
  return sum;
}

/** Mean amount expected of somebody's next purchases: their own mean, drawn towards everybody's the less is known. */
export function expectedSpend({ p, q, gamma }: GammaGamma, history: SpendingHistory | null): number {
  const purchases = history?.purchases ?? 0;
  const total = purchases * (history?.mean ?? 0);
  return (p * (gamma + total)) / (p * purchases + q - 1);
}

/** Pearson's, between how often and how much; far from 0 the model's answers are not to be relied on. */
export function correlation(histories: readonly SpendingHistory[]): number {
  const mean = (of: (one: SpendingHistory) => number) =>
    histories.reduce((sum, one) => sum + of(one), 0) / (histories.length || 1);
  const often = mean(({ purchases }) => purchases);
  const much = mean((one) => one.mean);
  const together = mean((one) => (one.purchases - often) * (one.mean - much));
  const spread = Math.sqrt(
    mean((one) => (one.purchases - often) ** 2) * mean((one) => (one.mean - much) ** 2),
  );
  return spread === 0 ? 0 : together / spread;
}
