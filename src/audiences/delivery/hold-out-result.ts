import { scoreRatioInterval } from '#science/score-ratio';
import type { DeliveryResult } from './delivery-shapes.ts';

type Arm = { readonly people: number; readonly buyers: number };
export type ArmsCompared = Pick<DeliveryResult, 'ratio' | 'interval' | 'verdict'>;

/** Fewer on a side, or fewer buyers among all, say nothing: an interval over them would look like knowledge. */
export const sideMin = 30;
export const buyersMin = 10;

/**
 * What a delivery did, by intention to treat: everybody who was dealt to a side counts there, reached or not, because
 * only the dealing was at random.
 *
 * The ratio is the plain one, which anybody can divide again. Where nobody of a side bought there is none, however many
 * bought on the other: nothing is not a share to be measured against, so only an end of the interval is told. The
 * verdict follows the interval.
 */
export function compareArms(delivered: Arm, heldOut: Arm): ArmsCompared {
  const isFew =
    Math.min(delivered.people, heldOut.people) < sideMin || delivered.buyers + heldOut.buyers < buyersMin;
  const found = isFew
    ? null
    : scoreRatioInterval(delivered.buyers, delivered.people, heldOut.buyers, heldOut.people);
  if (!found) return { ratio: null, interval: null, verdict: 'too_few' };
  const { low, high } = found;
  const hasBoth = delivered.buyers > 0 && heldOut.buyers > 0;
  // Products of whole numbers, so that equal shares are exactly 1.
  const ratio = (delivered.buyers * heldOut.people) / (heldOut.buyers * delivered.people);
  return {
    ratio: hasBoth ? { ratio, low, high } : null,
    interval: { low, high: Number.isFinite(high) ? high : null },
    verdict: low > 1 ? 'more' : high < 1 ? 'fewer' : 'unsure',
  };
}
