import { actWeights } from '../feed/weights-data.ts';
import { countOf, type Signals, type Standing, type Usual, weighedRates, weightsInOrder } from './signals.ts';

const weights = weightsInOrder(actWeights);

/** Expected worth of one impression, for somebody of whom nothing is known; below 0 where many dislike it. */
export function signalsValue(signals: Signals | undefined, nowMs: number, usual: Usual): number {
  return weighedRates(signals, weights, nowMs, usual);
}

/** So long neither fading nor what is usual changes a value by a thousandth, and every page asks for hundreds. */
const standsMs = 20_000;

/** Worth of an impression, and how often it was shown: computed when there is news, or after a while. */
export function standingOf(signals: Signals, nowMs: number, usual: Usual): Standing {
  const known = signals.standing;
  if (known !== null && nowMs >= known.atMs && nowMs < known.atMs + standsMs) return known;
  const value = signalsValue(signals, nowMs, usual);
  const standing = { value, shown: countOf(signals, 'impression', nowMs), atMs: nowMs };
  signals.standing = standing;
  return standing;
}
