import type { PlanStatus } from '#ads/contract';
import { useSay } from '../../../ui/language/language.tsx';

const tones: Readonly<Record<PlanStatus, 'good' | 'quiet' | 'bad'>> = {
  serving: 'good',
  off: 'quiet',
  archived: 'quiet',
  ended: 'quiet',
  not_started: 'quiet',
  outside_hours: 'quiet',
  video_removed: 'bad',
  product_unlinked: 'bad',
  product_off_shelf: 'bad',
  sold_out: 'bad',
  groups_closed: 'bad',
  balance: 'bad',
  budget: 'quiet',
  budget_rest: 'quiet',
};

/** Whether a plan serves, or the first reason why it does not: a word and a sign, not a colour alone. */
export function PlanStatusTag({ status }: { status: PlanStatus }) {
  const say = useSay();
  const tone = tones[status];
  return (
    <span className={`ads-status ads-status-${tone}`} title={say(`ads.statusText.${status}`)}>
      <i aria-hidden="true">{tone === 'good' ? '●' : tone === 'bad' ? '▲' : '○'}</i>
      {say(`ads.status.${status}`)}
    </span>
  );
}
