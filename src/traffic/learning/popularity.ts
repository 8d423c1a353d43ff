import { actWeights } from '../feed/weights-data.ts';
import { countOf, type Signals, type Usual, weighedRates, weightsInOrder } from './signals.ts';
import type { Standing } from './standings.ts';

const weights = weightsInOrder(actWeights);

/** Expected worth of one impression, for somebody of whom nothing is known; below 0 where many dislike it. */
export function signalsValue(signals: Signals | undefined, nowMs: number, usual: Usual): number {
  return weighedRates(signals, weights, nowMs, usual);
}

/** Worth of an impression, and how often it was shown. */
export const standingOf = (signals: Signals, nowMs: number, usual: Usual): Standing => ({
  value: signalsValue(signals, nowMs, usual),
  shown: countOf(signals, 'impression', nowMs),
});
