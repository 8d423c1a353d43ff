import { actWeights } from '../feed/weights-data.ts';
import { type Signals, weighedRates, weightsInOrder } from './signals.ts';

const weights = weightsInOrder(actWeights);

/** Expected worth of one impression, for somebody of whom nothing is known. */
export function signalsValue(signals: Signals | undefined, nowMs: number): number {
  return weighedRates(signals, weights, nowMs);
}
