import { actWeights } from '../feed/weights-data.ts';
import { rateOf, type SignalKind, type Signals } from './signals.ts';

const kinds = Object.keys(actWeights) as Exclude<SignalKind, 'impression'>[];

/** Expected worth of one impression, for somebody of whom nothing is known. */
export function signalsValue(signals: Signals | undefined, nowMs: number): number {
  let value = 0;
  for (const kind of kinds) value += actWeights[kind] * rateOf(signals, kind, nowMs);
  return value;
}
