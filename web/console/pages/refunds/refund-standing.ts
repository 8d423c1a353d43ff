import type { RefundView } from '#shop/contract';

/** Where a refund stands, in one word: its state and what was decided, together. Pure. */
export type RefundStanding = {
  readonly word: 'waiting' | 'moving' | 'done' | 'refused' | 'failed';
  readonly colour: 'amber' | 'blue' | 'green' | 'grey' | 'red';
};

export function refundStanding({ state, decision }: Pick<RefundView, 'state' | 'decision'>): RefundStanding {
  if (decision === 'refused') return { word: 'refused', colour: 'grey' };
  if (decision === null && state === 'pending') return { word: 'waiting', colour: 'amber' };
  if (state === 'failed') return { word: 'failed', colour: 'red' };
  if (state === 'pending' || state === 'in_progress') return { word: 'moving', colour: 'blue' };
  return { word: 'done', colour: 'green' };
}
