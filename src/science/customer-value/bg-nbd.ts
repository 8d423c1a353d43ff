import { hypergeometric, logBeta, logGamma } from './log-gamma.ts';
import { minimise } from './minimise.ts';

/**
 * When people buy again, and whether they still will: BG/NBD of Fader, Hardie and Lee, "Counting Your Customers"
 * the Easy Way, Marketing Science 24 (2005). Everyone buys at a rate of their own (gamma over people: shape `r`,
 * rate `alpha`) and may leave for good after any purchase (beta over people: `a`, `b`).
 */
export type BgNbd = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };

/** How somebody has bought so far; all times in one unit, such as weeks. */
export type BuyingHistory = {
  /** Purchases after the first. */
  readonly repeats: number;
  /** From the first purchase to the last; 0 where there is no repeat. */
  readonly lastAt: number;
  /** From the first purchase to now. */
  readonly seenFor: number;
};

/** Histories that are the same are counted, not repeated. */
export type CountedHistory = BuyingHistory & { readonly people: number };

export type BgNbdFit = {
  readonly model: BgNbd;
  readonly logLikelihood: number;
  readonly people: number;
  /** False where the search did not come to rest: the model is not to be relied on. */
  readonly isSettled: boolean;
};

/** By maximum likelihood; null where nobody ever bought again, so that nothing can be learned of it. */
export function fitBgNbd(histories: readonly CountedHistory[]): BgNbdFit | null {
  const people = histories.reduce((sum, history) => sum + history.people, 0);
  const again = histories.some(({ repeats, people: count }) => repeats > 0 && count > 0);
  if (!again) return null;
  const span = Math.max(...histories.map(({ seenFor }) => seenFor));
  const { at, value, isSettled } = minimise(
    (logs) => -logLikelihood(modelOf(logs), histories) / people,
    // One purchase in a quarter of the time that was watched, and a coin that is thrown at each.
    [0, Math.log(span / 4), 0, 0],
  );
  return { model: modelOf(at), logLikelihood: -value * people, people, isSettled };
}

/** Searched for by their logarithms, so that all stay positive; bounded, for a flat likelihood runs away. */
function modelOf(logs: readonly number[]): BgNbd {
  const [r, alpha, a, b] = logs.map((log) => Math.exp(Math.max(-12, Math.min(12, log))));
  return { r: r as number, alpha: alpha as number, a: a as number, b: b as number };
}

export function logLikelihood(model: BgNbd, histories: readonly CountedHistory[]): number {
  const { r, alpha, a, b } = model;
  // The same for everybody, and a search asks for it thousands of times.
  const ofModel = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  let sum = 0;
  for (const { repeats, lastAt, seenFor, people } of histories) {
    const ofAll = ofModel + logGamma(r + repeats);
    const here = logBeta(a, b + repeats) - (r + repeats) * Math.log(alpha + seenFor);
    if (repeats === 0) {
      sum += people * (ofAll + here);
      continue;
    }
    const gone = logBeta(a + 1, b + repeats - 1) - (r + repeats) * Math.log(alpha + lastAt);
    const larger = Math.max(here, gone);
    sum += people * (ofAll + larger + Math.log(Math.exp(here - larger) + Math.exp(gone - larger)));
  }
  return sum;
}

/** The probability that somebody has not left. Who never bought again has had no purchase to leave after. */
export function aliveProbability(model: BgNbd, history: BuyingHistory): number {
  return 1 / (1 + goneOdds(model, history));
}

function goneOdds({ r, alpha, a, b }: BgNbd, { repeats, lastAt, seenFor }: BuyingHistory): number {
  if (repeats === 0) return 0;
  return (a / (b + repeats - 1)) * ((alpha + seenFor) / (alpha + lastAt)) ** (r + repeats);
}

/** Purchases expected of somebody in the time to come. */
export function expectedPurchases(model: BgNbd, history: BuyingHistory, within: number): number {
  const { r, alpha, a, b } = model;
  const { repeats, seenFor } = history;
  const z = within / (alpha + seenFor + within);
  const stays = ((alpha + seenFor) / (alpha + seenFor + within)) ** (r + repeats);
  const sum = a + b + repeats - 1;
  // The formula divides by a − 1, where its numerator vanishes as well.
  const around = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
  const series = hypergeometric(r + repeats, b + repeats, around + b + repeats - 1, z);
  return ((sum / (around - 1)) * (1 - stays * series)) / (1 + goneOdds(model, history));
}

/** Share of people, newly come, who buy again exactly `repeats` times in `within`. */
export function repeatShare({ r, alpha, a, b }: BgNbd, repeats: number, within: number): number {
  const counted = (x: number) =>
    Math.exp(
      logGamma(r + x) -
        logGamma(r) -
        logGamma(x + 1) +
        r * Math.log(alpha / (alpha + within)) +
        x * Math.log(within / (alpha + within)),
    );
  const staying = Math.exp(logBeta(a, b + repeats) - logBeta(a, b)) * counted(repeats);
  if (repeats === 0) return staying;
  let fewer = 0;
  for (let x = 0; x < repeats; x++) fewer += counted(x);
  return staying + Math.exp(logBeta(a + 1, b + repeats - 1) - logBeta(a, b)) * (1 - fewer);
}
