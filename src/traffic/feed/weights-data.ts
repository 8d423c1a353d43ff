import type { ActKind } from '../learning/signals.ts';

/**
 * What an act is worth. Weights multiply probabilities, never counts. Those of favourite (which is a like there),
 * comment, share, follow, click and dislike are the public ones of a large feed; seconds of watching and a tap on
 * a product are ours, chosen so that an average video earns about as much from watching as from all else.
 */
export const actWeights: Readonly<Record<ActKind, number>> = {
  play: 0.05,
  finish: 0.3,
  watch: 0.5,
  like: 0.5,
  favorite: 1,
  comment: 5,
  share: 2,
  follow: 4,
  product_click: 3,
  dislike: -43,
};
