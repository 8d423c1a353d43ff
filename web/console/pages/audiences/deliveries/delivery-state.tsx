import type { DeliveryView } from '#audiences/contract';
import { useSay } from '../../../../ui/language/language.tsx';

/** Whether a delivery is kept up, ready, or over, and what is wrong with it: a word and a sign, not a colour alone. */
export function DeliveryState({ delivery }: { readonly delivery: DeliveryView }) {
  const say = useSay();
  const { state, target, problem, file } = delivery;
  if (problem && state !== 'withdrawn')
    return (
      <span className="dlv-state dlv-state-bad" title={say(`deliveries.problemText.${problem}`)}>
        <i aria-hidden="true">▲</i>
        {say(`deliveries.problem.${problem}`)}
      </span>
    );
  const word =
    state !== 'active'
      ? state
      : target === 'file'
        ? file?.isThere
          ? 'ready'
          : 'expired'
        : delivery.audience.kind === 'live'
          ? 'kept_up'
          : 'settled';
  const isGood = word === 'ready' || word === 'kept_up' || word === 'settled';
  return (
    <span className={`dlv-state ${isGood ? 'dlv-state-good' : 'dlv-state-quiet'}`}>
      <i aria-hidden="true">{isGood ? '●' : '○'}</i>
      {say(`deliveries.is.${word}`)}
    </span>
  );
}
