import { type ShareRatio, shareRatio } from '#science/share-ratio';
import type { DeliveryResult } from './delivery-shapes.ts';

type Arm = { readonly people: number; readonly buyers: number };

/** Fewer held out, or fewer buyers among all, say nothing: an interval over them would look like knowledge. */
const heldOutMin = 30;
const buyersMin = 10;

/**
 * What a delivery did, by intention to treat: everybody who was dealt to a side counts there, reached or not, because
 * only the dealing was at random.
 */
export function compareArms(
  delivered: Arm,
  heldOut: Arm,
): { readonly ratio: ShareRatio | null; readonly verdict: DeliveryResult['verdict'] } {
  const isFew = heldOut.people < heldOutMin || delivered.buyers + heldOut.buyers < buyersMin;
  if (isFew) return { ratio: null, verdict: 'too_few' };
  const ratio = shareRatio(delivered.buyers, delivered.people, heldOut.buyers, heldOut.people);
  if (!ratio) return { ratio, verdict: 'too_few' };
  return { ratio, verdict: ratio.low > 1 ? 'more' : ratio.high < 1 ? 'fewer' : 'unsure' };
}
