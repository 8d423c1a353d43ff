import type { TestOutcome } from '../../checkout/checkout-contract.ts';

/** How a charge goes: what is answered at once, what it becomes and when, and how often that is told. */
export type Behaviour = {
  readonly answer: 'pending' | 'succeeded' | 'failed';
  readonly outcome: 'succeeded' | 'failed';
  readonly ripeAfterMs: number;
  readonly callbacks: number;
  readonly callbackBeforeAnswer: boolean;
  /** What becomes of money that is to go back. */
  readonly returns: 'succeed' | 'fail' | 'late';
};

const lateMs = 2_000;
/** Longer than anybody waits. */
const neverMs = 365 * 86_400_000;

const plain: Behaviour = {
  answer: 'succeeded',
  outcome: 'succeeded',
  ripeAfterMs: 0,
  callbacks: 1,
  callbackBeforeAnswer: false,
  returns: 'succeed',
};

export function behaviourOf(outcome: TestOutcome, delayMs: number | null): Behaviour {
  const late = { answer: 'pending', ripeAfterMs: delayMs ?? lateMs } as const;
  switch (outcome) {
    case 'succeed':
      return plain;
    case 'fail':
      return { ...plain, answer: 'failed', outcome: 'failed' };
    case 'late':
      return { ...plain, ...late };
    case 'late_fail':
      return { ...plain, ...late, outcome: 'failed' };
    case 'twice':
      return { ...plain, callbacks: 2 };
    case 'before_response':
      return { ...plain, callbackBeforeAnswer: true };
    case 'silent':
      return { ...plain, answer: 'pending', ripeAfterMs: neverMs, callbacks: 0 };
    case 'refund_fails':
      return { ...plain, returns: 'fail' };
    case 'refund_late':
      return { ...plain, returns: 'late' };
  }
}

/** Money goes back at once, not at all, or later, as its charge was made to behave. */
export function behaviourOfReturn(returns: Behaviour['returns']): Behaviour {
  return behaviourOf(returns === 'fail' ? 'fail' : returns === 'late' ? 'late' : 'succeed', null);
}
