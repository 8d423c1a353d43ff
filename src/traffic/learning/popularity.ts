import { actWeights } from '../feed/weights-data.ts';
import { type Signals, type Usual, weighedRates, weightsInOrder } from './signals.ts';

const weights = weightsInOrder(actWeights);

/** Expected worth of one impression, for somebody of whom nothing is known; below 0 where many dislike it. */
export function signalsValue(signals: Signals | undefined, nowMs: number, usual: Usual): number {
  return weighedRates(signals, weights, nowMs, usual);
}
